import { Anchor, type AnchorProps, Button, type ButtonProps, NavLink, type NavLinkProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type Native<Props> = Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Props | 'color'> & { ref?: Ref<HTMLAnchorElement> };

/** Mantine's look, the router's typed addresses. */
export const TextLink = createLink((props: AnchorProps & Native<AnchorProps>) => <Anchor {...props} />);
export const ButtonLink = createLink((props: ButtonProps & Native<ButtonProps>) => <Button component="a" {...props} />);
export const NavigationLink = createLink((props: NavLinkProps & Native<NavLinkProps>) => <NavLink component="a" {...props} />);
