import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isUnionType,
  Kind,
  type NamedTypeNode,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';

type Size = {
  /** Fields inside fields, those of introspection left out. */
  depth: number;
  aliases: number;
  directives: number;
  /** Fields that the answer may hold. */
  cost: number;
};

/** How large an operation is, what fragments bring counted each time they are spread. */
export type OperationSize = Size & {
  /** Items that a bulk mutation brings. */
  bulkItems: number;
  /** Variables that had a say in it: with the same amounts for these, the operation is of the same size. */
  amounts: ReadonlySet<string>;
};

export type MeasureOptions = {
  operation: OperationDefinitionNode;
  /** Valid: its fields exist, and its fragments have no cycles. */
  document: DocumentNode;
  schema: GraphQLSchema;
  /** As the client gave them. */
  variables: Readonly<Record<string, unknown>>;
};

/** Fields that no type names. */
const metaFields: Readonly<Record<string, GraphQLField<unknown, unknown>>> = { __schema: SchemaMetaFieldDef, __type: TypeMetaFieldDef };
/** What introspection is taken for, in fields. Its standard query nests deep, but it never leaves the gateway. */
const introspectionCosts: Readonly<Record<string, number>> = { __schema: 3_000, __type: 200 };

/** Items of a page that is asked for without a number, and the most that the subgraphs give: they refuse a larger number. */
const pageItems = { usual: 25, most: 100 } as const;
/** Items that a list without pages is taken for: steps of a case, attempts of an event, errors of an input. */
const plainListItems = 5;

/**
 * The rules of graphql-armor are no substitute for this: they take a page whose `first` is a variable for one item, and a page without
 * `first` too, and they know no bulk. All sums are one walk here.
 */
export function measureOperation({ operation, document, schema, variables }: MeasureOptions): OperationSize {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  // without it, fragments that spread each other twice cost 2ⁿ
  const known = new Map<string, Size>();
  const amounts = new Set<string>();
  let bulkItems = 0;

  /** @param items of the lists in this set, null when nothing is known of them. */
  function measureSet(set: SelectionSetNode, type: GraphQLCompositeType, items: number | null): Size {
    const sum: Size = { depth: 0, aliases: 0, directives: 0, cost: 0 };
    for (const node of set.selections) {
      const part =
        node.kind === Kind.FIELD
          ? measureField(node, type, items)
          : node.kind === Kind.INLINE_FRAGMENT
            ? measureSet(node.selectionSet, typeOf(node.typeCondition) ?? type, items)
            : measureFragment(node.name.value, items);
      sum.depth = Math.max(sum.depth, part.depth);
      sum.aliases += part.aliases;
      sum.directives += part.directives + (node.directives?.length ?? 0);
      sum.cost += part.cost;
    }
    return sum;
  }

  function measureFragment(name: string, items: number | null): Size {
    const key = `${name} ${items}`;
    const before = known.get(key);
    if (before) return before;
    const fragment = fragments.get(name);
    const type = typeOf(fragment?.typeCondition);
    const size = fragment && type ? measureSet(fragment.selectionSet, type, items) : { depth: 0, aliases: 0, directives: 0, cost: 0 };
    known.set(key, size);
    return size;
  }

  function measureField(node: FieldNode, parent: GraphQLCompositeType, items: number | null): Size {
    const aliases = node.alias ? 1 : 0;
    const field = metaFields[node.name.value] ?? (isUnionType(parent) ? undefined : parent.getFields()[node.name.value]);
    const type = field && getNamedType(field.type);
    if (!field || !node.selectionSet || !isCompositeType(type)) {
      return { depth: node.name.value === '__typename' ? 0 : 1, aliases, directives: 0, cost: 1 };
    }
    const inside = measureSet(node.selectionSet, type, findItems(node, field));
    const introspection = introspectionCosts[node.name.value];
    const times = isListType(getNullableType(field.type)) ? (items ?? plainListItems) : 1;
    return {
      depth: introspection === undefined ? inside.depth + 1 : 0,
      aliases: inside.aliases + aliases,
      directives: inside.directives,
      cost: introspection ?? times * (1 + inside.cost),
    };
  }

  /** How many items the lists in a field's answer have, as far as its arguments tell. */
  function findItems(node: FieldNode, { args }: GraphQLField<unknown, unknown>): number | null {
    for (const { name, type } of args) {
      const value = read(node.arguments?.find((argument) => argument.name.value === name)?.value);
      if (name === 'first') return typeof value === 'number' ? Math.min(Math.max(value, 1), pageItems.most) : pageItems.usual;
      if (operation.operation !== 'mutation' || !isListType(getNullableType(type))) continue;
      const items = Array.isArray(value) ? value.length : 1;
      bulkItems += items;
      return items;
    }
    return null;
  }

  /** What an argument says of amounts: a number, or a list, whatever is in it. */
  function read(node: ValueNode | undefined): unknown {
    if (node?.kind === Kind.INT) return Number(node.value);
    if (node?.kind === Kind.LIST) return node.values;
    if (node?.kind !== Kind.VARIABLE) return undefined;
    const name = node.name.value;
    amounts.add(name);
    const preset = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
    // a default can be no variable
    return variables[name] ?? (preset ? read(preset) : undefined);
  }

  function typeOf(name: NamedTypeNode | undefined): GraphQLCompositeType | undefined {
    const type = name && schema.getType(name.name.value);
    return isCompositeType(type) ? type : undefined;
  }

  const root = schema.getRootType(operation.operation);
  if (!root) throw new Error(`The schema has no ${operation.operation}`);
  const size = measureSet(operation.selectionSet, root, null);
  return { ...size, directives: size.directives + (operation.directives?.length ?? 0), bulkItems, amounts };
}

/** Amounts for which the size of one operation is kept. */
const keptAtMost = 100;

type Measured = { amounts: ReadonlySet<string>; sizes: Map<string, OperationSize> };

/** Measures operations, and remembers: the server keeps parsed documents, so the same operation comes again and again. */
export function createMeasure(): (options: MeasureOptions) => OperationSize {
  const measured = new WeakMap<OperationDefinitionNode, Measured>();
  return (options) => {
    const { operation, variables } = options;
    const { amounts, sizes } = measured.get(operation) ?? {};
    const known = amounts && sizes?.get(keyOf(amounts, variables));
    if (known) return known;
    const size = measureOperation(options);
    const kept = sizes && sizes.size < keptAtMost ? sizes : new Map<string, OperationSize>();
    measured.set(operation, { amounts: size.amounts, sizes: kept.set(keyOf(size.amounts, variables), size) });
    return size;
  };
}

function keyOf(amounts: ReadonlySet<string>, variables: MeasureOptions['variables']): string {
  let key = '';
  for (const name of amounts) {
    const value = variables[name];
    key += `${Array.isArray(value) ? `[${value.length}]` : typeof value === 'number' ? value : ''},`;
  }
  return key;
}
