type Message = { payload: { data?: { operationCaseChanged: Change | null } | null; errors?: unknown } };
type Change = { cursor: string; change: { version: number }; operationCase: { id: string } };

function readChange(message: string): Change {
  const { payload } = JSON.parse(message) as Message;
  const change = payload.data?.operationCaseChanged;
  if (!change || payload.errors) throw new Error(`a message that is not whole: ${message.slice(0, 500)}`);
  return change;
}

/** Which step of which case a `next` message of the `changes` subscription tells. @throws Error when a part of it is missing. */
export function readChangeId(message: string): string {
  const { change, operationCase } = readChange(message);
  return `${operationCase.id}/${change.version}`;
}

export function readChangeCursor(message: string): string {
  return readChange(message).cursor;
}
