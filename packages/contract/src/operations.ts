/**
 * Every operation of the HTTP contract: its method and its path below `/api/v1`.
 * Plain data, so that the console's client carries no schema library.
 */
export const operations = {
  getHealth: ['get', '/health'],
  getReady: ['get', '/ready'],
  getConfig: ['get', '/config'],

  getSession: ['get', '/auth/session'],
  login: ['get', '/auth/login'],
  logout: ['get', '/auth/logout'],
  getProfile: ['get', '/me'],
  updateProfile: ['patch', '/me'],

  listNodes: ['get', '/nodes'],
  getNodeStats: ['get', '/nodes/stats'],
  getNode: ['get', '/nodes/{id}'],

  listApps: ['get', '/apps'],
  getApp: ['get', '/apps/{id}'],
  createQuote: ['post', '/quotes'],

  listDeployments: ['get', '/deployments'],
  createDeployment: ['post', '/deployments'],
  getDeployment: ['get', '/deployments/{id}'],
  deleteDeployment: ['delete', '/deployments/{id}'],
  listDeploymentEvents: ['get', '/deployments/{id}/events'],
  listDeploymentUsage: ['get', '/deployments/{id}/usage'],

  listSshKeys: ['get', '/ssh-keys'],
  createSshKey: ['post', '/ssh-keys'],
  deleteSshKey: ['delete', '/ssh-keys/{id}'],

  listNotifications: ['get', '/notifications'],
  readNotifications: ['post', '/notifications/read'],
  getNotificationPreferences: ['get', '/me/notification-preferences'],
  updateNotificationPreferences: ['put', '/me/notification-preferences'],

  getBalance: ['get', '/balance'],
  listTransactions: ['get', '/transactions'],

  createTopUp: ['post', '/payments/top-ups'],
  listTopUps: ['get', '/payments/top-ups'],
  getTopUp: ['get', '/payments/top-ups/{id}'],
  cancelTopUp: ['post', '/payments/top-ups/{id}/cancel'],
  listPaymentMethods: ['get', '/payments/methods'],
  createPaymentMethod: ['post', '/payments/methods'],
  deletePaymentMethod: ['delete', '/payments/methods/{id}'],
  setDefaultPaymentMethod: ['put', '/payments/methods/{id}/default'],
  receiveStripeEvent: ['post', '/payments/webhook'],

  listUsers: ['get', '/operator/users'],
  getUser: ['get', '/operator/users/{id}'],
  updateUser: ['patch', '/operator/users/{id}'],
  listTasks: ['get', '/operator/tasks'],
  resolveTask: ['post', '/operator/tasks/{id}/resolution'],
  retryTask: ['post', '/operator/tasks/{id}/retry'],
  listAudit: ['get', '/operator/audit'],
  verifyAudit: ['get', '/operator/audit/verification'],

  getOperatorOverview: ['get', '/operator/overview'],
  listAllDeployments: ['get', '/operator/deployments'],
  runJobs: ['post', '/operator/jobs/run'],
} as const;

export type OperationId = keyof typeof operations;
export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export const API_BASE_PATH = '/api/v1';
