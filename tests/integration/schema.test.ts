import { readFileSync } from 'node:fs';
import { isSupergraphFresh } from 'gateway/compose.ts';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';
import { expect, test } from 'vitest';

const schema = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type));
const roots = ['Query', 'Mutation', 'Subscription'];

test('the committed schema is what the subgraphs compose to', () => {
  expect(isSupergraphFresh()).toBe(true);
});

test('every type, field, argument and enum value has a description', () => {
  const missing: string[] = [];
  const note = (path: string, described: { description?: string | null | undefined }): void => {
    if (!described.description?.trim()) missing.push(path);
  };
  for (const type of types) {
    if (!roots.includes(type.name)) note(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) note(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) note(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        note(`${type.name}.${field.name}`, field);
        for (const argument of field.args) note(`${type.name}.${field.name}(${argument.name}:)`, argument);
      }
    }
  }
  expect(missing).toEqual([]);
});

test('names follow the rules: camelCase fields, PascalCase types, SCREAMING_SNAKE values, isX booleans, xAt times', () => {
  const wrong: string[] = [];
  for (const type of types) {
    if (!/^[A-Z][A-Za-z0-9]*$/.test(type.name)) wrong.push(type.name);
    if (isEnumType(type))
      for (const value of type.getValues()) if (!/^[A-Z][A-Z0-9_]*$/.test(value.name)) wrong.push(`${type.name}.${value.name}`);
    if (!isObjectType(type) && !isInputObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (!/^[a-z][A-Za-z0-9]*$/.test(field.name)) wrong.push(`${type.name}.${field.name}`);
      const kind = String(field.type).replace('!', '');
      const isNamedBoolean = /^(is|has|requires)[A-Z]/.test(field.name) || field.name === 'replayed';
      if (kind === 'Boolean' && !isNamedBoolean) wrong.push(`${type.name}.${field.name}: Boolean`);
      // `time` and `recordedTime` are CloudEvents' own words, `from` and `to` those of a range
      const isNamedTime = /At$/.test(field.name) || ['time', 'recordedTime', 'from', 'to', 'minute'].includes(field.name);
      if (kind === 'DateTime' && !isNamedTime) wrong.push(`${type.name}.${field.name}: DateTime`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every mutation takes one input (or a list of them) and answers with userErrors', () => {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    expect(
      field.args.map((argument) => argument.name),
      field.name,
    ).toEqual([expect.stringMatching(/^inputs?$/)]);
    const payload = schema.getType(String(field.type).replace('!', ''));
    expect(isObjectType(payload) && String(payload.getFields().userErrors?.type), field.name).toBe('[UserError!]!');
  }
});

test('every list that grows is a connection that takes first and after', () => {
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (!String(field.type).endsWith('Connection!')) continue;
    expect(
      field.args.map((argument) => argument.name),
      field.name,
    ).toEqual(expect.arrayContaining(['first', 'after']));
    const connection = schema.getType(String(field.type).replace('!', ''));
    expect(isObjectType(connection) && Object.keys(connection.getFields()).sort(), field.name).toEqual([
      'edges',
      'nodes',
      'pageInfo',
      'totalCount',
    ]);
  }
});
