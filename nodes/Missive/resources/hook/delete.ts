import type { Operation } from '../../../shared/action/operation';
import { HOOKS_PATH } from '../../api';
import { deleteEntry } from '../entry';

export const deleteHook: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete hook',
	description: 'Stop Missive from calling a URL on events',
	fields: [
		{
			displayName: 'Hook ID',
			name: 'hookId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. d75aecb6-96a2-4b5f-afa6-19d1916052ea',
			description:
				'The ID that Create returned. Missive lists hooks among the rules in its settings.',
		},
	],

	async execute(run) {
		const path = `${HOOKS_PATH}/${run.segment('hookId', 'Hook ID')}`;
		return await deleteEntry(run, path, 'delete the hook');
	},
};
