import type { HttpParts } from '../parts.ts';
import { getUser } from './get-user.ts';
import { listUsers } from './list-users.ts';
import { updateUser } from './update-user.ts';

export const usersHandlers = (parts: HttpParts) => ({
  listUsers: listUsers(parts),
  getUser: getUser(parts),
  updateUser: updateUser(parts),
});
