import type { Resource } from '../../../shared/action/operation';
import { organizations, sharedLabels, teams, users } from '../../collections';
import { listOperation } from './list';

export const organization: Resource = {
	name: 'Organization',
	value: 'organization',
	operations: [listOperation(organizations)],
};

export const sharedLabel: Resource = {
	name: 'Shared Label',
	value: 'sharedLabel',
	operations: [listOperation(sharedLabels)],
};

export const team: Resource = {
	name: 'Team',
	value: 'team',
	operations: [listOperation(teams)],
};

export const user: Resource = {
	name: 'User',
	value: 'user',
	operations: [listOperation(users)],
};
