/**
 * Loaded into processes of the lab before its own code: packages as in production, where they check less, as in the lab's own image. The
 * lab itself is not in production: it is its own provider of identities and makes its secrets, which it would refuse there.
 */
await import('graphql');
delete process.env.NODE_ENV;
