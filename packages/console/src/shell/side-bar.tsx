import { Brand } from './brand.tsx';
import { Navigation } from './navigation.tsx';

/** 232 px from 1280 px up, a rail of 56 px below; on phones the drawer of the top bar takes its place. */
export function SideBar() {
  return (
    <aside aria-label="Side bar" className="sticky top-0 h-dvh overflow-y-auto border-e border-line max-md:hidden">
      <div className="flex h-12 items-center border-b border-line px-4 max-xl:justify-center max-xl:px-0">
        <span className="max-xl:hidden">
          <Brand />
        </span>
        <span className="xl:hidden">
          <Brand markOnly />
        </span>
      </div>
      <Navigation rail />
    </aside>
  );
}
