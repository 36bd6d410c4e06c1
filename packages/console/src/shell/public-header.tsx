import { Link } from '@tanstack/react-router';
import { here } from '../session/return-to.ts';
import { signIn, useSession } from '../session/session.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Brand } from './brand.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

const itemClass =
  'rounded-control px-2.5 py-1.5 text-text-2 hover:bg-hover hover:text-text aria-[current=page]:text-text';

/** The bar of pages that anybody sees. */
export function PublicHeader() {
  const { status } = useSession();
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-canvas">
      <div className="mx-auto flex h-12 max-w-[1320px] items-center gap-2 px-4 md:px-6">
        <Brand />
        <nav aria-label="Main" className="ms-4 flex items-center gap-1 max-sm:hidden">
          <Link to="/nodes" className={itemClass}>
            Nodes
          </Link>
          <Link to="/alliances" className={itemClass}>
            Alliances
          </Link>
          {status !== 'signed-in' && (
            <Link to="/" hash="offer" activeOptions={{ includeHash: true }} className={itemClass}>
              Prices
            </Link>
          )}
          <Link to="/docs" className={itemClass}>
            API
          </Link>
        </nav>
        <div className="ms-auto flex items-center gap-2">
          <ThemeSwitch />
          {status === 'signed-in' ? (
            <Link to="/overview" className={buttonClass()}>
              Overview
            </Link>
          ) : (
            <>
              <Button
                kind="quiet"
                className="max-sm:hidden"
                onClick={() => void signIn({ returnTo: here(), signUp: true })}
              >
                Sign up
              </Button>
              <Link to="/sign-in" search={{ returnTo: here() }} className={buttonClass()}>
                Sign in
              </Link>
            </>
          )}
        </div>
      </div>
    </header>
  );
}
