import type { Resource } from '../../../shared/action/operation';
import { getConnection } from './get';
import { getConnections } from './getAll';
import { getHealthEvents } from './getHealthEvents';
import { runHealthCheck } from './runHealthCheck';

export const connection: Resource = {
	name: 'App Connection',
	value: 'connection',
	operations: [getConnection, getHealthEvents, getConnections, runHealthCheck],
};
