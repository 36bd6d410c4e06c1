import { useNavigate } from '@tanstack/react-router';
import { here } from '../session/return-to.ts';
import { signIn, signOut, useSession } from '../session/session.ts';
import { useProfile } from '../session/use-profile.ts';
import { chooseTheme, useTheme } from '../theme/theme.ts';
import { ActionMenu } from '../ui/action-menu.tsx';

export function UserMenu() {
  const { status } = useSession();
  const profile = useProfile().data;
  const theme = useTheme();
  const navigate = useNavigate();
  const other = theme === 'dark' ? 'light' : 'dark';
  const leave =
    status === 'signed-in'
      ? { name: 'Sign out', act: () => void signOut() }
      : { name: 'Sign in', act: () => void signIn({ returnTo: here() }) };
  return (
    <ActionMenu
      label="Your account"
      trigger={
        profile?.pictureUrl ? (
          <img src={profile.pictureUrl} alt="" className="size-7 rounded-full object-cover" />
        ) : (
          <span className="flex size-7 items-center justify-center rounded-full bg-sunken text-micro text-text-2">
            {initials(profile?.name ?? profile?.email ?? '')}
          </span>
        )
      }
      head={
        profile && (
          <>
            <p className="truncate font-medium">{profile.name}</p>
            <p className="truncate text-small text-text-3">{profile.email}</p>
          </>
        )
      }
      actions={[
        { name: 'Profile', act: () => void navigate({ to: '/profile' }) },
        { name: `Use the ${other} theme`, act: () => chooseTheme(other) },
        leave,
      ]}
    />
  );
}

function initials(name: string): string {
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  return `${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}`.toUpperCase();
}
