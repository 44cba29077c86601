import { Button, Card, Group, Text, Title } from '@mantine/core';
import { useMay } from '../../session/signed-in.ts';
import { useWalk } from '../../walk.ts';

/** For whoever is here for the first time; said no to once, it stays in the navigation only. */
export function WalkOffer() {
  const { walk, begin, decline } = useWalk();
  const may = useMay();
  if (walk.is !== 'offered') return null;
  return (
    <Card
      withBorder
      padding="md"
      component="section"
      aria-labelledby="walk-offer"
      style={{ borderLeft: '4px solid var(--mantine-primary-color-filled)' }}
    >
      <Group justify="space-between" gap="md">
        <div>
          <Title order={2} size="h5" id="walk-offer">
            New here? Follow one request from end to end
          </Title>
          <Text size="sm" c="dimmed" maw={640}>
            {may('Mutation.submitRequest')
              ? 'Submit a sample with one press and follow it through every layer: two minutes, on the real screens.'
              : 'Follow the newest request through every layer: two minutes, on the real screens.'}
          </Text>
        </div>
        <Group gap="xs">
          <Button onClick={begin}>Show me</Button>
          <Button variant="subtle" color="gray" onClick={decline}>
            Not now
          </Button>
        </Group>
      </Group>
    </Card>
  );
}
