import type { HttpParts } from '../parts.ts';
import {
  cancelMaintenance,
  cancelProviderMaintenance,
  changeMaintenance,
  changeProviderMaintenance,
} from './change-window.ts';
import { listAllMaintenance, listOwnMaintenance, listProviderMaintenance } from './list-windows.ts';
import { scheduleMaintenance, scheduleProviderMaintenance } from './schedule-window.ts';

export const maintenanceHandlers = (parts: HttpParts) => ({
  listOwnMaintenance: listOwnMaintenance(parts),
  listProviderMaintenance: listProviderMaintenance(parts),
  scheduleProviderMaintenance: scheduleProviderMaintenance(parts),
  changeProviderMaintenance: changeProviderMaintenance(parts),
  cancelProviderMaintenance: cancelProviderMaintenance(parts),
  listAllMaintenance: listAllMaintenance(parts),
  scheduleMaintenance: scheduleMaintenance(parts),
  changeMaintenance: changeMaintenance(parts),
  cancelMaintenance: cancelMaintenance(parts),
});
