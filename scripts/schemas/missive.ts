import {
	anything,
	type Answers,
	atLeast,
	deleted,
	either,
	flag,
	listOf,
	number,
	only,
	orNull,
	text,
} from './shape';

/*
 * "Webhooks" has conversations and messages; the rest is as Missive's page "Endpoints" shows it. What an endpoint
 * answers to a request that writes is not shown there as a whole.
 */

const named = only({ id: text, name: text });

const organization = named;

const team = only({
	id: text,
	name: text,
	organization: text,
	active_members: listOf(text),
	observers: listOf(text),
});

/** Somebody in a conversation, with what the conversation is to them. */
const participant = only({
	id: text,
	name: text,
	email: text,
	unassigned: flag,
	closed: flag,
	archived: flag,
	trashed: flag,
	junked: flag,
	assigned: flag,
	flagged: flag,
	snoozed: flag,
});

/** Emails have an address, text messages a number, other channels an id and a user name. */
const address = only({
	name: orNull(text),
	address: text,
	phone_number: text,
	id: text,
	username: orNull(text),
	type: text,
});

const conversation = only({
	id: text,
	created_at: number,
	subject: orNull(text),
	latest_message_subject: orNull(text),
	organization: orNull(organization),
	team: orNull(team),
	color: orNull(text),
	assignees: listOf(participant),
	assignee_names: text,
	assignee_emails: text,
	users: listOf(participant),
	attachments_count: number,
	messages_count: number,
	authors: listOf(address),
	external_authors: listOf(address),
	drafts_count: number,
	send_later_messages_count: number,
	tasks_count: number,
	completed_tasks_count: number,
	shared_labels: listOf(named),
	shared_label_names: text,
	last_activity_at: number,
	closed_at: number,
	web_url: text,
	app_url: text,
});

const attachment = only({
	id: text,
	filename: text,
	extension: text,
	url: text,
	media_type: text,
	sub_type: text,
	size: number,
	width: orNull(number),
	height: orNull(number),
});

const author = orNull(atLeast({ id: text, name: text, email: text, avatar_url: orNull(text) }));

const messageFields = {
	id: text,
	subject: orNull(text),
	preview: text,
	type: text,
	delivered_at: orNull(number),
	updated_at: number,
	created_at: number,
	email_message_id: text,
	in_reply_to: listOf(text),
	references: listOf(text),
	from_field: address,
	to_fields: listOf(address),
	cc_fields: listOf(address),
	bcc_fields: listOf(address),
	reply_to_fields: listOf(address),
	attachments: listOf(attachment),
	author,
};

/** With the body, which only a message has that is asked for by its id, and with what the node adds to it. */
const message = only({
	...messageFields,
	body: text,
	body_text: text,
	conversation,
	attachment_files: listOf(
		only({
			id: text,
			filename: text,
			size: number,
			mime_type: text,
			binary: text,
			left_out: text,
		}),
	),
});

const written = {
	id: text,
	conversation: text,
	subject: orNull(text),
	body: text,
	from_field: address,
	to_fields: listOf(address),
	cc_fields: listOf(address),
	bcc_fields: listOf(address),
};

const draft = atLeast(written);

const post = only({
	id: text,
	created_at: number,
	conversation: text,
	author,
	username: orNull(text),
	username_icon: orNull(text),
	text: orNull(text),
	markdown: orNull(text),
	notification: only({ title: text, body: text }),
	attachments: listOf(anything),
});

const task = atLeast({
	id: text,
	type: text,
	title: text,
	description: orNull(text),
	state: text,
	due_at: orNull(number),
	created_at: number,
	last_activity_at: number,
	assignees: listOf(either(text, anything)),
	team: orNull(either(text, anything)),
	organization: orNull(either(text, anything)),
	conversation: orNull(either(text, anything)),
	subtask: flag,
	parent: orNull(either(text, anything)),
});

const contact = only({
	id: text,
	contact_book: text,
	deleted: flag,
	modified_at: number,
	first_name: orNull(text),
	middle_name: orNull(text),
	last_name: orNull(text),
	phonetic_first_name: orNull(text),
	phonetic_middle_name: orNull(text),
	phonetic_last_name: orNull(text),
	prefix: orNull(text),
	suffix: orNull(text),
	nickname: orNull(text),
	file_as: orNull(text),
	notes: orNull(text),
	gender: orNull(text),
	starred: flag,
	infos: listOf(
		only({
			kind: text,
			label: text,
			custom_label: orNull(text),
			value: text,
			name: text,
			street: orNull(text),
			extended_address: orNull(text),
			city: orNull(text),
			region: orNull(text),
			postal_code: orNull(text),
			po_box: orNull(text),
			country: orNull(text),
		}),
	),
	memberships: listOf(
		only({
			title: orNull(text),
			department: orNull(text),
			location: orNull(text),
			description: orNull(text),
			group: atLeast({ id: text, kind: text, name: text }),
		}),
	),
});

export const missiveAnswers: Answers = {
	'contact/create': contact,
	'contact/get': contact,
	'contact/getAll': contact,
	'contact/update': contact,
	'conversation/get': conversation,
	'conversation/getAll': conversation,
	'conversation/getComments': only({
		id: text,
		body: text,
		created_at: number,
		author,
		mentions: listOf(anything),
		attachment: orNull(anything),
		task: orNull(anything),
	}),
	'conversation/getDrafts': only({ ...messageFields, draft: flag }),
	'conversation/getMessages': only(messageFields),
	'conversation/getPosts': post,
	'conversation/merge': conversation,
	'conversation/update': conversation,
	'conversation/updateMany': conversation,
	'draft/create': draft,
	'draft/delete': deleted,
	'draft/reply': draft,
	'draft/send': draft,
	'hook/create': atLeast({ id: text, type: text, url: text, organization: text }),
	'hook/delete': deleted,
	'message/create': atLeast({ ...written, external_id: text, delivered_at: number }),
	'message/get': message,
	'message/getAll': message,
	'organization/getAll': organization,
	'post/create': atLeast({ id: text, conversation: text }),
	'post/delete': deleted,
	'sharedLabel/getAll': only({
		id: text,
		name: text,
		name_with_parent_names: text,
		organization: text,
		color: orNull(text),
		parent: orNull(text),
		share_with_organization: flag,
		share_with_team: orNull(text),
		share_with_users: listOf(text),
		visibility: text,
	}),
	'task/create': task,
	'task/get': task,
	'task/getAll': task,
	'task/update': task,
	'team/getAll': team,
	'user/getAll': only({ id: text, name: text, email: text, me: flag, avatar_url: orNull(text) }),
};
