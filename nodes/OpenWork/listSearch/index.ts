export { searchConnections } from './searchConnections';
export { searchWebhooks } from './searchWebhooks';
