import { Kbd, Modal, Stack, Switch, Text, Title } from '@mantine/core';
import { Fragment, useState } from 'react';
import { areKeysOn, listKeys, turnKeys } from '../../keys.ts';
import classes from './keys-dialog.module.css';

/** What stands on keys that the browser calls otherwise. */
const signs: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };

/** What the keyboard does on this page and everywhere. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const [groups] = useState(listKeys);
  const [isOn, setOn] = useState(areKeysOn);
  return (
    <Modal opened onClose={onClose} title="Keyboard" size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="lg">
        {groups.map(({ where, bindings }) => (
          <section key={where} aria-label={where}>
            <Title order={3} size="h6" mb="xs">
              {where}
            </Title>
            <dl className={classes.keys}>
              {bindings.map(({ keys, words }) => (
                <div key={keys} className={classes.key}>
                  <dt>
                    {keys.split(' ').map((key, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: the same key may come twice
                      <Fragment key={place}>
                        {place > 0 ? <span className={classes.then}> then </span> : null}
                        <Kbd>{signs[key] ?? key}</Kbd>
                      </Fragment>
                    ))}
                  </dt>
                  <dd>{words}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div>
          <Switch
            label="Single keys do something"
            checked={isOn}
            onChange={({ currentTarget }) => {
              turnKeys(currentTarget.checked);
              setOn(currentTarget.checked);
            }}
          />
          <Text size="xs" c="dimmed" mt={4}>
            Turn it off if keys are pressed by accident, as by speech input. They never do anything while you type.
          </Text>
        </div>
      </Stack>
    </Modal>
  );
}
