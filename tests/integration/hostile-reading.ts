import { readFileSync } from 'node:fs';
import {
  buildSchema,
  type GraphQLObjectType,
  getNamedType,
  isCompositeType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
} from 'graphql';

export const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));

/** Everything of a type that can be asked without arguments, so many objects deep. */
function drawSelection(type: GraphQLObjectType, depth: number): string {
  const parts = Object.values(type.getFields()).flatMap((field): string[] => {
    const inner = getNamedType(field.type);
    if (field.args.some(isRequiredArgument)) return [];
    if (isLeafType(inner)) return [field.name];
    if (depth === 0 || !isCompositeType(inner) || /^(edges|totalCount|pageInfo)$/.test(field.name)) return [];
    if (isUnionType(inner))
      return [
        `${field.name} { ${inner
          .getTypes()
          .map((one) => `... on ${one.name} { ${one.name}_id: id }`)
          .join(' ')} }`,
      ];
    const inside = isObjectType(inner) ? drawSelection(inner, depth - 1) : '';
    return inside === '' ? [] : [`${field.name} { ${inside} }`];
  });
  return parts.join(' ');
}

/** One question for each root field that needs no arguments, for all that it has. */
export function drawReadings(): string[] {
  return Object.values(schema.getQueryType()?.getFields() ?? {}).flatMap((field) => {
    const type = getNamedType(field.type);
    if (field.args.some(isRequiredArgument) || !isObjectType(type)) return [];
    const isList = field.args.some(({ name }) => name === 'first');
    return [`{ ${field.name}${isList ? '(first: 5)' : ''} { ${drawSelection(type, isList ? 2 : 1)} } }`];
  });
}

/** The same for each subscription, from a place in the log on. */
export function drawFollowings(): string[] {
  return Object.values(schema.getSubscriptionType()?.getFields() ?? {}).flatMap((field) => {
    const type = getNamedType(field.type);
    return isObjectType(type) ? [`subscription ($after: Cursor) { ${field.name}(after: $after) { ${drawSelection(type, 1)} } }`] : [];
  });
}
