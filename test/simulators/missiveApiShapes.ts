import {
	flag,
	listOf,
	objectOf,
	oneOf,
	text,
	texts,
	textUpTo,
	unixTime,
	type Check,
	type Shape,
} from './missiveApiChecks';

const file: Shape = {
	fields: { base64_data: text, filename: text },
	required: ['base64_data', 'filename'],
};

const person = (...fields: string[]): Check =>
	objectOf({ fields: Object.fromEntries(fields.map((name) => [name, text])) });

const email = person('address', 'name');
const anyPerson = person('address', 'name', 'phone_number', 'type', 'id', 'username');
const color: Check = (value) =>
	/^(#[0-9a-f]{3,8}|good|warning|danger)$/i.test(String(value))
		? undefined
		: 'a HEX color code, good, warning or danger';

const PEOPLE_AND_LABELS = {
	organization: text,
	team: text,
	force_team: flag,
	add_users: texts,
	add_assignees: texts,
	remove_assignees: texts,
	add_shared_labels: texts,
	remove_shared_labels: texts,
	add_to_inbox: flag,
	add_to_team_inbox: flag,
	close: flag,
};

const TARGET = {
	conversation: text,
	references: texts,
	conversation_subject: text,
	conversation_color: color,
};

/** "Update conversations" */
export const conversationPatch: Shape = {
	fields: {
		id: text,
		subject: text,
		color,
		conversation_color: color,
		reopen: flag,
		...PEOPLE_AND_LABELS,
	},
	required: ['id'],
};

/** "Create a draft" */
export const draftInput: Shape = {
	fields: {
		...PEOPLE_AND_LABELS,
		...TARGET,
		subject: text,
		body: text,
		quote_previous_message: flag,
		add_default_signature: flag,
		from_field: anyPerson,
		to_fields: listOf(anyPerson),
		cc_fields: listOf(email),
		bcc_fields: listOf(email),
		account: text,
		attachments: listOf(objectOf(file), 25),
		send: flag,
		send_at: unixTime,
		auto_followup: flag,
		external_response_id: text,
		external_response_variables: (value) =>
			typeof value === 'object' && value !== null ? undefined : 'an object',
	},
};

/** "Create a message" */
export const messageInput: Shape = {
	fields: {
		...PEOPLE_AND_LABELS,
		...TARGET,
		account: text,
		subject: text,
		body: text,
		from_field: person('address', 'name', 'id', 'username'),
		to_fields: listOf(person('address', 'name', 'id', 'username')),
		cc_fields: listOf(email),
		bcc_fields: listOf(email),
		delivered_at: unixTime,
		external_id: text,
		attachments: listOf(objectOf(file)),
	},
	required: ['account', 'from_field'],
};

const formattedAttachment: Shape = {
	fields: {
		...file.fields,
		color,
		pretext: text,
		author_name: text,
		author_link: text,
		author_icon: text,
		title: text,
		title_link: text,
		image_url: text,
		text,
		markdown: text,
		timestamp: unixTime,
		footer: text,
		footer_icon: text,
		fields: listOf(objectOf({ fields: { title: text, value: text, short: flag } })),
	},
};

/** "Create a post" */
export const postInput: Shape = {
	fields: {
		...PEOPLE_AND_LABELS,
		...TARGET,
		reopen: flag,
		text,
		markdown: text,
		username: text,
		username_icon: text,
		conversation_icon: text,
		attachments: listOf(objectOf(formattedAttachment)),
		notification: objectOf({ fields: { title: text, body: text }, required: ['title', 'body'] }),
	},
	required: ['notification'],
};

const TASK = {
	title: textUpTo(1000),
	description: textUpTo(10_000),
	state: oneOf('todo', 'in_progress', 'closed'),
	team: text,
	assignees: texts,
	due_at: unixTime,
};

/** "Create a task" */
export const taskInput: Shape = {
	fields: {
		...TASK,
		organization: text,
		subtask: flag,
		conversation: text,
		references: texts,
		conversation_subject: text,
		add_users: texts,
		add_to_inbox: flag,
	},
	required: ['title'],
};

/** "Update a task" */
export const taskPatch: Shape = { fields: TASK };

const LABELS: Readonly<Record<string, readonly string[]>> = {
	email: ['home', 'work', 'personal', 'other'],
	phone_number: 'main mobile home work home_fax work_fax other_fax pager other'.split(' '),
	twitter: ['work', 'personal', 'other'],
	facebook: ['work', 'personal', 'other'],
	physical_address: ['work', 'home', 'other'],
	url: ['homepage', 'profile', 'blog', 'work', 'personal', 'other'],
	custom: ['other'],
};

const ADDRESS = [
	'street',
	'extended_address',
	'city',
	'region',
	'postal_code',
	'po_box',
	'country',
];

const info: Check = (value) => {
	const kind = String((value as { kind?: unknown } | null)?.kind);
	const labels = LABELS[kind];
	if (!labels) return `a contact info of a known kind, not ${kind}`;
	const own = { physical_address: ADDRESS, facebook: ['name'] }[kind] ?? ['value'];
	const required = kind === 'physical_address' ? [] : own;
	return objectOf({
		fields: {
			kind: text,
			label: oneOf(...labels),
			custom_label: text,
			...Object.fromEntries(own.map((name) => [name, text])),
		},
		required: ['label', ...required],
	})(value);
};

const membership = objectOf({
	fields: {
		title: text,
		department: text,
		location: text,
		description: text,
		group: objectOf({
			fields: { kind: oneOf('group', 'organization'), name: text },
			required: ['kind', 'name'],
		}),
	},
	required: ['group'],
});

const CONTACT = {
	contact_book: text,
	...Object.fromEntries(
		'first_name last_name middle_name phonetic_first_name phonetic_last_name phonetic_middle_name prefix suffix nickname file_as notes gender'
			.split(' ')
			.map((name) => [name, text]),
	),
	starred: flag,
	infos: listOf(info),
	memberships: listOf(membership),
};

/** "Create contact(s)" */
export const contactInput: Shape = { fields: CONTACT, required: ['contact_book'] };

/** "Update contact(s)" */
export const contactPatch: Shape = { fields: { ...CONTACT, id: text }, required: ['id'] };
