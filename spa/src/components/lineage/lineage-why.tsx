import { Anchor, Box, Button, Group, Stack, Text, Title } from '@mantine/core';
import { endOf, type Link, type Part, type Side, sides, sideWords } from '../../lineage/graph.ts';
import type { Visible } from '../../lineage/visible.ts';
import { relations } from '../../words/lineage-words.ts';
import { formatCount } from '../../words/numbers.ts';
import { ButtonLink, TextLink } from '../links.tsx';
import { Moment } from '../moment.tsx';
import { StateBadge } from '../state-badge.tsx';
import classes from './lineage-canvas.module.css';
import { KindMark } from './lineage-kind.tsx';

/** Why one record led to another, beside the pointer. */
export function LinkHint({ link, parts, x, y }: { link: Link; parts: readonly Part[]; x: number; y: number }) {
  const name = (key: string) => parts.find((part) => part.key === key)?.name ?? key;
  return (
    <div className={classes.hint} style={{ left: Math.max(8, x - 150), top: y + 16 }} aria-hidden="true">
      <strong>
        {name(link.from)} {relations[link.relation].word} {name(link.to)}
      </strong>
      <br />
      {link.rule}
      <br />
      {link.event ? `${link.event.type} · ` : null}
      <Moment at={link.time} />
    </div>
  );
}

type PanelProps = {
  visible: Visible;
  picked: string | undefined;
  /** Key of the record it all began with. */
  root: string;
  mayReadEvents: boolean;
  onPick: (key: string | undefined) => void;
  onOpen: (key: string, side: Side, pages: number) => void;
};

/** All about what is picked: a record with everything that it comes from and became, or one relation. */
export function LineageWhy({ visible, picked, ...rest }: PanelProps) {
  const part = visible.parts.find(({ key }) => key === picked);
  const link = visible.links.find(({ id }) => id === picked);
  return (
    <Box component="section" aria-label="Why">
      {part ? <AboutPart part={part} visible={visible} {...rest} /> : null}
      {link ? <AboutLink link={link} visible={visible} {...rest} /> : null}
    </Box>
  );
}

type AboutProps = Omit<PanelProps, 'picked'>;

function AboutPart({ part, visible, root, mayReadEvents, onPick, onOpen }: AboutProps & { part: Part }) {
  const { key, kind, id, name, state, note, reference } = part;
  const around = visible.around.get(key);
  return (
    <Stack gap="sm">
      <Box>
        <KindMark kind={kind} />
        <Title order={2} size="h5" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
          {name}
        </Title>
        <Group gap="xs" mt={6}>
          {state ? <StateBadge state={state} /> : null}
          {note ? (
            <Text size="sm" c="dimmed">
              {note}
            </Text>
          ) : null}
        </Group>
      </Box>
      <Group gap="xs">
        {reference ? (
          <ButtonLink to="/requests/$reference" params={{ reference }} size="xs" variant="default">
            Open {reference}
          </ButtonLink>
        ) : null}
        {key !== root && kind !== 'version' ? (
          <ButtonLink to="/lineage/$entity" params={{ entity: id }} size="xs" variant="default">
            Begin here
          </ButtonLink>
        ) : null}
      </Group>
      {around
        ? sides.map((side) => {
            const { hidden, isOpen } = around[side];
            const links = visible.links.filter((link) => (side === 'up' ? link.to : link.from) === key);
            if (links.length === 0 && hidden === 0) return null;
            return (
              <Box key={side}>
                <Title order={3} size="h6" mb={4}>
                  {side === 'up' ? 'Comes from' : 'Became, or led to'}
                </Title>
                <Stack gap="xs">
                  {links.slice(0, mostListed).map((link) => (
                    <Reason key={link.id} link={link} other={endOf(link, side)} {...{ side, visible, mayReadEvents, onPick }} />
                  ))}
                  {links.length > mostListed ? (
                    <Text size="sm" c="dimmed">
                      and {formatCount(links.length - mostListed)} more: the table lists them all.
                    </Text>
                  ) : null}
                  {hidden > 0 && !isOpen ? (
                    <Button size="compact-xs" variant="light" onClick={() => onOpen(key, side, 1)} style={{ alignSelf: 'flex-start' }}>
                      Show {formatCount(hidden)} {sideWords[side]}
                    </Button>
                  ) : null}
                </Stack>
              </Box>
            );
          })
        : null}
      <LetGo onPick={onPick} />
    </Stack>
  );
}

/** Relations that the panel lists on each side. */
const mostListed = 8;

function AboutLink({ link, visible, mayReadEvents, onPick }: AboutProps & { link: Link }) {
  return (
    <Stack gap="sm">
      <Title order={2} size="h5">
        {relations[link.relation].meaning}
      </Title>
      <Reason link={link} other={link.from} side="up" {...{ visible, mayReadEvents, onPick }} />
      <Reason link={link} other={link.to} side="down" isShort {...{ visible, mayReadEvents, onPick }} />
      <LetGo onPick={onPick} />
    </Stack>
  );
}

function LetGo({ onPick }: Pick<PanelProps, 'onPick'>) {
  return (
    <Button size="compact-xs" variant="subtle" onClick={() => onPick(undefined)} style={{ alignSelf: 'flex-start' }}>
      Let go
    </Button>
  );
}

type ReasonProps = Pick<PanelProps, 'visible' | 'mayReadEvents' | 'onPick'> & { link: Link; other: string; side: Side; isShort?: boolean };

function Reason({ link, other, side, isShort = false, visible, mayReadEvents, onPick }: ReasonProps) {
  const part = visible.parts.find(({ key }) => key === other);
  const word = relations[link.relation].word;
  const name = (
    <Anchor
      component="button"
      type="button"
      size="sm"
      ff="monospace"
      ta="left"
      onClick={() => onPick(other)}
      style={{ overflowWrap: 'anywhere' }}
    >
      {part?.name ?? other}
    </Anchor>
  );
  return (
    <Box>
      <Text component="div" size="sm">
        {side === 'up' ? (
          <>
            {name} {word} this
          </>
        ) : (
          <>
            {word} {name}
          </>
        )}
      </Text>
      {isShort ? null : (
        <Text component="div" size="xs" c="dimmed">
          {link.rule} {link.event ? <EventName event={link.event} isLink={mayReadEvents} /> : null}
          {link.actor ? <>by {link.actor}, </> : null}
          <Moment at={link.time} />
        </Text>
      )}
    </Box>
  );
}

function EventName({ event, isLink }: { event: { id: string; type: string }; isLink: boolean }) {
  return (
    <>
      Because of{' '}
      {isLink ? (
        <TextLink to="/events" search={{ event: event.id }} size="xs" underline="always">
          {event.type}
        </TextLink>
      ) : (
        event.type
      )}
      ,{' '}
    </>
  );
}
