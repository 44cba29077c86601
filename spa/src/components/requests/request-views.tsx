import { ActionIcon, Button, Group, Menu, Popover, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RequestsSearch } from '../../search.ts';
import classes from './request-views.module.css';

type View = { id: string; name: string; note?: string; search: RequestsSearch };

type Props = {
  given: readonly View[];
  saved: readonly View[];
  /** Id of the view that the address asks for. */
  current: string | undefined;
  onSave: (name: string) => void;
  onRename: (id: string, name: string) => void;
  onRemove: (id: string) => void;
};

/** Questions that are asked often, each a link. What is asked now gets a name of one's own here. */
export function RequestViews({ given, saved, current, onSave, onRename, onRemove }: Props) {
  const own = saved.find(({ id }) => id === current);
  return (
    <nav aria-label="Views" className={classes.views}>
      {[...given, ...saved].map(({ id, name, note, search }) => (
        <Link
          key={id}
          to="/requests"
          search={search}
          className={classes.view}
          title={note}
          data-active={id === current || undefined}
          activeProps={{ 'aria-current': undefined }}
          {...(id === current ? { 'aria-current': 'page' } : {})}
        >
          {name}
        </Link>
      ))}
      {own ? <OwnView key={own.id} view={own} onRename={onRename} onRemove={onRemove} /> : null}
      {current === undefined ? (
        <NameField label="Save view" name="" onName={onSave}>
          {(open) => (
            <Button size="compact-sm" variant="subtle" onClick={open}>
              Save view
            </Button>
          )}
        </NameField>
      ) : null}
    </nav>
  );
}

function OwnView({ view, onRename, onRemove }: { view: View } & Pick<Props, 'onRename' | 'onRemove'>) {
  return (
    <NameField label="Rename" name={view.name} onName={(name) => onRename(view.id, name)}>
      {(open) => (
        <Menu position="bottom-start" shadow="md">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Change the view ${view.name}`}>
              ⋯
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => setTimeout(open, 0)}>Rename</Menu.Item>
            <Menu.Item onClick={() => onRemove(view.id)}>Remove</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </NameField>
  );
}

type NameFieldProps = { label: string; name: string; onName: (name: string) => void; children: (open: () => void) => React.ReactNode };

/** Asks for a name beside what opens it. */
function NameField({ label, name, onName, children }: NameFieldProps) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState(name);
  const open = () => {
    setText(name);
    setOpen(true);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <span>{children(open)}</span>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() === '') return;
            onName(text);
            setOpen(false);
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label="Name of the view"
              description="Kept in this browser"
              data-autofocus
              value={text}
              maxLength={60}
              onChange={({ currentTarget }) => setText(currentTarget.value)}
            />
            <Button type="submit" disabled={text.trim() === ''}>
              {label === 'Rename' ? 'Rename' : 'Save'}
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
