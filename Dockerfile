# syntax=docker/dockerfile:1
# One image for every service: compose.yml says which one a container is. Servers run their TypeScript directly, only the portal is built.

# Every stage has the same base: a platform index, so that amd64 and arm64 both find theirs.
FROM node:24.21.0-trixie-slim@sha256:173f125896c3b47ddf056734c7ea789d04595a6a08769a8f78e0df642781fb66 AS base
WORKDIR /lab
# Manifests alone: the layers with packages stay as they are while only sources change.
COPY package.json package-lock.json .npmrc ./
COPY lib/package.json lib/
COPY subgraphs/package.json subgraphs/
COPY gateway/package.json gateway/
COPY worker/package.json worker/
COPY cli/package.json cli/
COPY spa/package.json spa/
COPY tests/package.json tests/

FROM base AS deps
RUN npm ci --no-audit --no-fund

FROM deps AS build
COPY tsconfig.json ./
COPY spa spa
RUN npm run build --workspace spa

# What the servers need: the image brings Node and compose a PostgreSQL, so the packages with their binaries stay out.
FROM base AS production
RUN npm ci --omit=dev --omit=optional --workspace lib --workspace subgraphs --workspace gateway --workspace worker --workspace cli \
      --no-audit --no-fund

FROM production AS runtime
ENV NODE_ENV=production
COPY LICENSE NOTICE ./
COPY lib lib
COPY subgraphs subgraphs
COPY gateway gateway
COPY worker worker
COPY cli cli
COPY sql sql
COPY --from=build /lab/spa/dist spa/dist
COPY spa/operations.json spa/
# Everything above belongs to root: the lab can read its own code, not change it.
USER node
CMD ["node", "gateway/main.ts"]
