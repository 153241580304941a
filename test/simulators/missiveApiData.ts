/** Something with an id and a name. */
export interface Named {
	readonly id: string;
	readonly name: string;
}

/** A team, or anything else that belongs to an organization. */
export interface Owned extends Named {
	readonly organization: string;
}

/** A user, with the organizations that the listing filters by and does not show. */
export interface MissiveUser extends Named {
	readonly email: string;
	readonly organizations?: readonly string[];
}

/** A conversation with what is known of it apart from what the API shows. */
export interface MissiveConversation {
	readonly id: string;
	readonly last_activity_at: number;
	/** The mailboxes that list it, as their filters are called: `inbox`, `closed` … */
	mailboxes: string[];
	/** Whether the owner of the token is a guest in it. */
	readonly guest?: boolean;
	subject?: string | null;
	color?: string | null;
	organization?: Named | null;
	team?: Owned | null;
	assignees?: MissiveUser[];
	users?: MissiveUser[];
	shared_labels?: Named[];
	readonly authors?: ReadonlyArray<{ name: string; address: string }>;
}

/** A message, with its body and files where a test needs them. */
export interface MissiveMessage {
	readonly id: string;
	readonly delivered_at: number;
	readonly email_message_id?: string;
	readonly body?: string;
	readonly [field: string]: unknown;
}

/** What is in the account that the token belongs to. */
export interface MissiveAccount {
	organizations: readonly Named[];
	teams: readonly Owned[];
	users: readonly MissiveUser[];
	sharedLabels: ReadonlyArray<Owned & { readonly name_with_parent_names?: string }>;
	contactBooks: readonly Named[];
	conversations: MissiveConversation[];
	/** Messages and comments by the id of their conversation. */
	messages: Record<string, MissiveMessage[]>;
	comments: Record<string, Array<{ readonly id: string; readonly created_at: number }>>;
	contacts: Array<Record<string, unknown> & { readonly id: string }>;
	/** Files by the last part of their address, which is not of the API. */
	files: Record<string, Buffer>;
}

const ORGANIZATION = { id: '93e5e5d5-11a2-4c9b-80b8-94f3c08068cf', name: 'Fellowship' };
const TEAM = {
	id: '2f618f9e-d3d4-4a01-b7d5-57124ab366b8',
	name: 'Hobbits',
	organization: ORGANIZATION.id,
};
const FRODO = {
	id: '6b52b6b9-9b51-46ad-a4e3-82ef3c45512c',
	name: 'Frodo Baggins',
	email: 'frodo@fellowship.org',
	organizations: [ORGANIZATION.id],
};
const LABEL = {
	id: '146ff5c4-d5la-3b63-b994-76711fn790lq',
	name: 'Elfs',
	organization: ORGANIZATION.id,
};

/** The account of the documents' example payload. */
export function exampleAccount(): MissiveAccount {
	return {
		organizations: [ORGANIZATION],
		teams: [TEAM],
		users: [FRODO],
		sharedLabels: [{ ...LABEL, name_with_parent_names: 'Peoples/Elfs' }],
		contactBooks: [{ id: '551b8675-11e9-49c3-aac0-01fb8510d862', name: 'Middle-earth' }],
		conversations: [
			{
				id: '47a57b76-df42-4d8k-927x-80dbe5d87191',
				subject: 'Mordor GPS coordinates',
				last_activity_at: 1548434556,
				mailboxes: ['inbox'],
				organization: ORGANIZATION,
				team: TEAM,
				assignees: [FRODO],
				users: [FRODO],
				shared_labels: [{ id: LABEL.id, name: LABEL.name }],
				authors: [{ name: 'Samwise Gamgee', address: 'sam@fellowship.org' }],
			},
		],
		messages: {},
		comments: {},
		contacts: [],
		files: {},
	};
}
