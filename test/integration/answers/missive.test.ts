import type { INodeParameters } from 'n8n-workflow';

import { missivePayload } from '../../fixtures';
import { BOOK, CONVERSATION, MissiveDesk, ORG, picked } from '../missive/actionSetup';
import { DIALECTS, misfits, operationsOf } from './check';

let desk: MissiveDesk;
afterEach(async () => await desk.close());

const OTHER = '5bb24363-69e5-48ed-80a9-feee988bc953';
const AUTHOR = { id: 'u1', name: 'Sam', email: 'sam@fellowship.org', avatar_url: null };
const conversationId = CONVERSATION;
const email = { channel: 'email', to: 'sam@fellowship.org', subject: 'Hi', body: 'Hello' };
const notification = { notificationTitle: 'a', notificationBody: 'b' };
const infos = {
	details: [{ kind: 'email', value: 'sam@fellowship.org', label: 'work' }],
	addresses: [{ street: '1 Bagshot Row', city: 'Hobbiton', label: 'home' }],
};
const memberships = { values: [{ kind: 'organization', name: 'Fellowship', title: 'Gardener' }] };

/** A Missive whose account holds one of each, as the documents show it. */
async function open(dialect: (typeof DIALECTS)[number]): Promise<void> {
	desk = await MissiveDesk.open({ dialect });
	const { account } = desk.api;
	const { conversation, latest_message: latest } = missivePayload('label_change') as unknown as {
		conversation: { id: string };
		latest_message: object;
	};
	Object.assign(account.conversations[0] ?? {}, { ...conversation, id: CONVERSATION });
	account.conversations.push({ id: OTHER, last_activity_at: 5, mailboxes: ['inbox'] });
	account.files = { f1: Buffer.from('a picture') };
	const attachments = [
		{
			...{ id: 'f1', filename: 'map.png', extension: 'png', url: `${desk.vendor.url}/files/f1` },
			...{ media_type: 'image', sub_type: 'png', size: 9, width: 10, height: 20 },
		},
	];
	const message = { ...latest, author: null, body: '<p>Hi</p>', attachments };
	account.messages[CONVERSATION] = [{ ...message, id: 'm1', delivered_at: 20 }];
	account.comments[CONVERSATION] = [
		{ id: 'c1', created_at: 1, body: 'x', author: AUTHOR, mentions: [], task: null } as never,
	];
}

const create = async (resource: string, parameters: INodeParameters): Promise<string> => {
	const [created] = await desk.run([resource, 'create'], parameters);
	return String(created?.id);
};
const newContact = async () =>
	await create('contact', {
		contactBook: picked(BOOK),
		fields: { firstName: 'Sam', starred: true },
		infos,
		memberships,
	});
const newDraft = async () => await create('draft', { ...email, conversationId });
const newPost = async () =>
	await create('post', { format: 'text', content: 'x', conversationId, ...notification });
const task = { title: 'Walk', subtask: true, conversationId, options: { description: 'East' } };
const newTask = async () => await create('task', task);
const hook = { type: 'new_comment', url: 'https://n8n.example.com/hook' };

type Run = () => Promise<INodeParameters>;

/** What each operation is run with, after what has to be there before. */
const RUNS: Readonly<Record<string, Run>> = {
	'contact/create': async () => ({ contactBook: picked(BOOK), infos, memberships }),
	'contact/get': async () => ({ contactId: await newContact() }),
	'contact/getAll': async () => {
		await newContact();
		return { contactBook: picked(BOOK) };
	},
	'contact/update': async () => ({
		contactId: await newContact(),
		updateFields: { nickname: 'Sam' },
	}),
	'conversation/get': async () => ({ conversationId }),
	'conversation/getAll': async () => ({ mailbox: 'inbox' }),
	'conversation/getComments': async () => ({ conversationId }),
	'conversation/getDrafts': async () => {
		await newDraft();
		return { conversationId };
	},
	'conversation/getMessages': async () => ({ conversationId }),
	'conversation/getPosts': async () => {
		await newPost();
		return { conversationId };
	},
	'conversation/merge': async () => ({ conversationId: OTHER, targetId: CONVERSATION }),
	'conversation/update': async () => ({ conversationId, updateFields: { subject: 'Hi' } }),
	'conversation/updateMany': async () => ({
		conversationIds: CONVERSATION,
		updateFields: { subject: 'Hi' },
	}),
	'draft/create': async () => ({ ...email, conversationId }),
	'draft/delete': async () => ({ draftId: await newDraft() }),
	'draft/reply': async () => ({ conversationId, body: 'Hello' }),
	'draft/send': async () => ({ ...email, conversationId }),
	'hook/create': async () => hook,
	'hook/delete': async () => ({ hookId: await create('hook', hook) }),
	'message/create': async () => ({
		account: 'a1',
		format: 'email',
		from: 'Sam <sam@fellowship.org>',
		to: 'frodo@fellowship.org',
		subject: 'Hi',
		body: 'Hello',
		conversationId,
	}),
	'message/get': async () => ({ messageId: 'm1', downloadAttachments: true }),
	'message/getAll': async () => ({ by: 'ids', messageIds: 'm1' }),
	'organization/getAll': async () => ({}),
	'post/create': async () => ({ format: 'text', content: 'x', conversationId, ...notification }),
	'post/delete': async () => ({ postId: await newPost() }),
	'sharedLabel/getAll': async () => ({ organization: picked(ORG) }),
	'task/create': async () => task,
	'task/get': async () => ({ taskId: await newTask() }),
	'task/getAll': async () => {
		await newTask();
		return {};
	},
	'task/update': async () => ({ taskId: await newTask(), updateFields: { state: 'closed' } }),
	'team/getAll': async () => ({}),
	'user/getAll': async () => ({}),
};

describe.each(DIALECTS)('what Missive, as %s, answers is what is shown before', (dialect) => {
	beforeEach(async () => await open(dialect));

	test.each(operationsOf('Missive'))('%s', async (operation) => {
		const parameters = await RUNS[operation]?.();
		const [resource = '', action = ''] = operation.split('/');
		const items = await desk.items([resource, action], parameters);
		expect(misfits('Missive', operation, items)).toEqual([]);
	});
});
