import { Fragment } from 'react';

/** The name of an event, which may break between its words where the room is narrow. */
export function TypeName({ of }: { of: string }) {
  return of.split(/(?<=[a-z])(?=[A-Z])/).map((word, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: words of one name, which never move
    <Fragment key={place}>
      {place > 0 ? <wbr /> : null}
      {word}
    </Fragment>
  ));
}
