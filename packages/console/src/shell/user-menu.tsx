import { Link } from '@tanstack/react-router';
import { here } from '../session/return-to.ts';
import { signIn, signOut, useSession } from '../session/session.ts';
import { useProfile } from '../session/use-profile.ts';
import { chooseTheme, useTheme } from '../theme/theme.ts';
import { Pop } from '../ui/pop.tsx';
import { SupportLink, useSupport } from './support-link.tsx';

const itemClass =
  'flex min-h-8 w-full items-center rounded-badge px-2.5 text-start hover:bg-hover focus-visible:outline-offset-[-2px] pointer-coarse:min-h-11';

export function UserMenu() {
  const { status } = useSession();
  const profile = useProfile().data;
  const theme = useTheme();
  const other = theme === 'dark' ? 'light' : 'dark';
  const signedIn = status === 'signed-in';
  const support = useSupport();
  return (
    <Pop
      label="Your account"
      width={224}
      className="p-1"
      triggerClass="inline-flex min-h-9 min-w-9 items-center justify-center hover:bg-hover pointer-coarse:min-h-11 pointer-coarse:min-w-11"
      trigger={
        <>
          <span className="sr-only">Your account</span>
          <Portrait name={profile?.name ?? profile?.email ?? ''} pictureUrl={profile?.pictureUrl} />
        </>
      }
    >
      {profile && (
        <div className="mb-1 border-b border-line px-2.5 py-2">
          <p className="truncate font-medium">{profile.name}</p>
          <p className="truncate text-small text-text-3">{profile.email}</p>
        </div>
      )}
      <ul>
        <li>
          <Link to="/profile" className={itemClass}>
            Profile
          </Link>
        </li>
        {support && (
          <li>
            <SupportLink className={itemClass} words="Support" />
          </li>
        )}
        <li>
          <button type="button" data-closes className={itemClass} onClick={() => chooseTheme(other)}>
            Use the {other} theme
          </button>
        </li>
        <li>
          <button
            type="button"
            data-closes
            className={itemClass}
            onClick={() => void (signedIn ? signOut() : signIn({ returnTo: here() }))}
          >
            {signedIn ? 'Sign out' : 'Sign in'}
          </button>
        </li>
      </ul>
    </Pop>
  );
}

function Portrait({ name, pictureUrl }: { name: string; pictureUrl: string | null | undefined }) {
  if (pictureUrl) return <img src={pictureUrl} alt="" className="size-7 rounded-full object-cover" />;
  const words = name.split(/[\s@._-]+/).filter(Boolean);
  return (
    <span
      aria-hidden="true"
      className="flex size-7 items-center justify-center rounded-full bg-sunken text-micro text-text-2"
    >
      {`${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}`.toUpperCase()}
    </span>
  );
}
