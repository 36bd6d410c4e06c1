import type { HttpParts } from '../parts.ts';
import { createDeployment } from './create-deployment.ts';
import { deleteDeployment } from './delete-deployment.ts';
import { getDeployment } from './get-deployment.ts';
import { listDeploymentEvents } from './list-deployment-events.ts';
import { listDeploymentOperations } from './list-deployment-operations.ts';
import { listDeploymentUsage } from './list-deployment-usage.ts';
import { listDeployments } from './list-deployments.ts';
import { previewResize } from './preview-resize.ts';
import { resizeDeployment } from './resize-deployment.ts';
import { retryDeploymentOperation } from './retry-deployment-operation.ts';
import { startDeployment } from './start-deployment.ts';
import { stopDeployment } from './stop-deployment.ts';
import { updateDeployment } from './update-deployment.ts';

export const deploymentsHandlers = (parts: HttpParts) => ({
  listDeployments: listDeployments(parts),
  createDeployment: createDeployment(parts),
  getDeployment: getDeployment(parts),
  updateDeployment: updateDeployment(parts),
  deleteDeployment: deleteDeployment(parts),
  listDeploymentEvents: listDeploymentEvents(parts),
  listDeploymentUsage: listDeploymentUsage(parts),
  stopDeployment: stopDeployment(parts),
  startDeployment: startDeployment(parts),
  previewResize: previewResize(parts),
  resizeDeployment: resizeDeployment(parts),
  listDeploymentOperations: listDeploymentOperations(parts),
  retryDeploymentOperation: retryDeploymentOperation(parts),
});
