import type { Resource } from '../../../shared/action/operation';
import { getEvents } from './getAll';

export const event: Resource = {
	name: 'Event',
	value: 'event',
	operations: [getEvents],
};
