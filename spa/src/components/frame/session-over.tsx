import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';

/** In place of who is signed in: the way back, at first also over the page, which stays as it was. */
export function SessionOver({ name, signInUrl }: { name: string; signInUrl: string }) {
  const [isOpen, setOpen] = useState(true);
  const close = () => setOpen(false);
  return (
    <>
      <Button component="a" href={signInUrl} size="xs" style={{ flex: 'none' }}>
        Sign in again
      </Button>
      <Modal opened={isOpen} onClose={close} title="You are signed out" centered zIndex={400} closeButtonProps={{ 'aria-label': 'Close' }}>
        <Stack gap="md">
          <Text size="sm">
            The session of {name} has ended: it was open for long enough, or was ended elsewhere. What you see is no longer kept up to date,
            and nothing can be sent. What you have typed is kept until you are back.
          </Text>
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              Not now
            </Button>
            <Button component="a" href={signInUrl} data-autofocus>
              Sign in again
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
