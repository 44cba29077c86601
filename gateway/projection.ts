import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLEnumType,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  isCompositeType,
  isListType,
  isNonNullType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
  specifiedScalarTypes,
} from 'graphql';
import { isRecord } from './subgraph-errors.ts';

/**
 * Takes from an answer, which holds everything that was fetched, what the client asked for.
 *
 * @throws Irregular for anything that is not as the schema has it: the gateway's own shaping knows what to make of that.
 */
export type Projection = (data: Record<string, unknown>) => Record<string, unknown>;

/** A value is not as the schema has it: null where there must be one, a name that no enum has. */
export class Irregular extends Error {
  override name = 'Irregular';
}

type Shape = (value: unknown) => unknown;

/**
 * Compiles an operation into a projection: what the gateway works out for each value of each answer is worked out once.
 *
 * @param variables coerced; conditions are decided here.
 * @returns null for an operation that asks about the schema itself.
 */
export function compileProjection(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Record<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
): Projection | null {
  const root = schema.getRootType(operation.operation);
  if (!root) return null;
  const compiler = new Compiler(schema, fragments, variables);
  const fields = compiler.collect(root, [operation.selectionSet]);
  const asksAboutSchema = [...fields.values()].some(([field]) => field?.name.value.startsWith('__') && field.name.value !== '__typename');
  return asksAboutSchema ? null : compiler.compileObject(root, [operation.selectionSet]);
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #fragments: Record<string, FragmentDefinitionNode>;
  readonly #variables: Record<string, unknown>;

  constructor(schema: GraphQLSchema, fragments: Record<string, FragmentDefinitionNode>, variables: Record<string, unknown>) {
    this.#schema = schema;
    this.#fragments = fragments;
    this.#variables = variables;
  }

  /** Fields of an object in the order in which they are answered, those of the same response name together. */
  collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], fields = new Map<string, FieldNode[]>()): Map<string, FieldNode[]> {
    for (const node of sets.flatMap(({ selections }) => selections)) {
      if (getDirectiveValues(GraphQLSkipDirective, node, this.#variables)?.if === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, node, this.#variables)?.if === false) continue;
      if (node.kind === 'Field') {
        const name = node.alias?.value ?? node.name.value;
        fields.set(name, [...(fields.get(name) ?? []), node]);
        continue;
      }
      const fragment = node.kind === 'FragmentSpread' ? this.#fragments[node.name.value] : node;
      if (fragment && this.#applies(fragment.typeCondition?.name.value, type)) this.collect(type, [fragment.selectionSet], fields);
    }
    return fields;
  }

  compileObject(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): (value: Record<string, unknown>) => Record<string, unknown> {
    const members = [...this.collect(type, sets)].map(([name, nodes]) => ({ name, shape: this.#compileField(type, nodes) }));
    return (value) => {
      const result: Record<string, unknown> = {};
      for (const { name, shape } of members) result[name] = shape(value[name]);
      return result;
    };
  }

  #applies(condition: string | undefined, type: GraphQLObjectType): boolean {
    if (condition === undefined || condition === type.name) return true;
    const conditioned = this.#schema.getType(condition);
    return isAbstractType(conditioned) && this.#schema.isSubType(conditioned, type);
  }

  #compileField(parent: GraphQLObjectType, nodes: readonly FieldNode[]): Shape {
    const name = nodes[0]?.name.value ?? '';
    // the object's shape was chosen by its type already
    if (name === '__typename') return () => parent.name;
    const definition = parent.getFields()[name];
    if (!definition) throw new Error(`${parent.name} has no field ${name}`);
    return this.#compileType(
      definition.type,
      nodes.flatMap(({ selectionSet }) => selectionSet ?? []),
    );
  }

  #compileType(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Shape {
    if (isNonNullType(type)) {
      const shape = this.#compileType(type.ofType, sets);
      return (value) => shape(value) ?? refuse();
    }
    const shape = this.#compileNullable(type, sets);
    return (value) => (value === null || value === undefined ? null : shape(value));
  }

  #compileNullable(type: GraphQLOutputType, sets: readonly SelectionSetNode[]): Shape {
    if (isListType(type)) {
      const shape = this.#compileType(type.ofType, sets);
      return (value) => (Array.isArray(value) ? value.map(shape) : refuse());
    }
    if (!isCompositeType(type)) return compileLeaf(type);
    const shapes = new Map<string, (value: Record<string, unknown>) => Record<string, unknown>>();
    const declared = isObjectType(type) ? type.name : undefined;
    return (value) => {
      if (!isRecord(value)) return refuse();
      const name = value.__typename === undefined ? declared : value.__typename;
      if (typeof name !== 'string') return refuse();
      const shape = shapes.get(name) ?? this.#compileNamed(name, sets);
      shapes.set(name, shape);
      return shape(value);
    };
  }

  #compileNamed(name: string, sets: readonly SelectionSetNode[]): (value: Record<string, unknown>) => Record<string, unknown> {
    const type = this.#schema.getType(name);
    return isObjectType(type) ? this.compileObject(type, sets) : refuse();
  }
}

const scalars = new Set(specifiedScalarTypes.map(({ name }) => name));

function compileLeaf(type: GraphQLOutputType): Shape {
  if (type instanceof GraphQLEnumType) {
    const names = new Set<unknown>(type.getValues().map(({ name }) => name));
    return (value) => (names.has(value) ? value : refuse());
  }
  const name = String(type);
  // what a custom scalar is, its subgraph has checked
  if (!scalars.has(name)) return (value) => value;
  const isValid = validators[name] ?? (() => false);
  return (value) => (isValid(value) ? value : refuse());
}

const validators: Record<string, (value: unknown) => boolean> = {
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  Int: Number.isInteger,
  Float: Number.isFinite,
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

function refuse(): never {
  throw new Irregular('a value is not as the schema has it');
}
