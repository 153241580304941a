import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { filtersField, listFields, readLimit } from '../../../shared/action/fields';
import type { ItemRun } from '../../../shared/action/itemRun';
import type { Operation } from '../../../shared/action/operation';
import { readPages, untilPaging } from '../../../shared/vendorApi/pages';
import { picker } from '../../pickers';
import { apiFields } from '../apiFields';
import { CONVERSATION_ANSWER } from './fields';

/** Most conversations that Missive gives at once. */
const PAGE_SIZE = 50;

const LABEL = 'shared_label';
const OF_A_TEAM = ['team_inbox', 'team_closed', 'team_all'];

/** Missive lists conversations of a mailbox only; the values are its filters. */
const mailboxField: INodeProperties = {
	displayName: 'Mailbox',
	name: 'mailbox',
	type: 'options',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Assigned to Me', value: 'assigned' },
		{ name: 'Closed', value: 'closed' },
		{ name: 'Drafts', value: 'drafts' },
		{ name: 'Inbox', value: 'inbox' },
		{ name: 'Shared Label', value: LABEL },
		{ name: 'Snoozed', value: 'snoozed' },
		{ name: 'Spam', value: 'junked' },
		{ name: 'Starred', value: 'flagged' },
		{ name: 'Team: All', value: 'team_all' },
		{ name: 'Team: Closed', value: 'team_closed' },
		{ name: 'Team: Inbox', value: 'team_inbox' },
		{ name: 'Trash', value: 'trashed' },
	],
	default: 'inbox',
	description: 'Where the conversations are, as the owner of the API token sees it',
};

export const getConversations: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many conversations',
	description: 'Retrieve the conversations of a mailbox, newest activity first',
	fields: [
		mailboxField,
		picker({
			displayName: 'Shared Label',
			name: 'sharedLabel',
			search: 'searchSharedLabels',
			description: 'The label that the conversations have',
			required: true,
			displayOptions: { show: { mailbox: [LABEL] } },
		}),
		picker({
			displayName: 'Team',
			name: 'team',
			search: 'searchTeams',
			description: 'The team that the conversations belong to',
			required: true,
			displayOptions: { show: { mailbox: OF_A_TEAM } },
		}),
		...listFields,
		filtersField(
			[
				{
					displayName: 'Contact Domain',
					name: 'domain',
					type: 'string',
					default: '',
					placeholder: 'e.g. example.com',
					description: 'Only conversations with contacts of this email domain',
				},
				{
					displayName: 'Contact Email',
					name: 'email',
					type: 'string',
					default: '',
					placeholder: 'e.g. user@example.com',
					description: 'Only conversations with this contact',
				},
				{
					displayName: 'Contact Organization ID',
					name: 'contactOrganization',
					type: 'string',
					default: '',
					description: 'Only conversations with contacts of this contact organization',
				},
				picker({
					displayName: 'Organization',
					name: 'organization',
					search: 'searchOrganizations',
					description: 'Only conversations that are shared with this organization',
				}),
			],
			{ description: 'Missive takes only one of the three about contacts' },
		),
	],
	answer: CONVERSATION_ANSWER,

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		const filters: IDataObject = { ...apiFields(run, 'filters'), ...mailbox(run) };
		const paging = untilPaging(PAGE_SIZE, (entry) => entry.last_activity_at as number | undefined);
		const purpose = 'list the conversations';
		return await readPages(paging, limit, async (page) => {
			const query = { ...filters, ...page };
			return await run.list(
				{ method: 'GET', path: '/conversations', query, purpose },
				'conversations',
			);
		});
	},
};

function mailbox(run: ItemRun): IDataObject {
	const name = run.text('mailbox');
	if (name === LABEL) return { [name]: run.required('sharedLabel', 'Shared Label') };
	if (OF_A_TEAM.includes(name)) return { [name]: run.required('team', 'Team') };
	return { [name]: true };
}
