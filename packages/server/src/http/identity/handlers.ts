import type { HttpParts } from '../parts.ts';
import { getProfile } from './get-profile.ts';
import { getSession } from './get-session.ts';
import { login, logout } from './login.ts';
import { updateProfile } from './update-profile.ts';

export const identityHandlers = (parts: HttpParts) => ({
  getSession: getSession(),
  login: login(),
  logout: logout(),
  getProfile: getProfile(parts),
  updateProfile: updateProfile(parts),
});
