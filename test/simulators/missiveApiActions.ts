import type { MissiveAccount, MissiveConversation } from './missiveApiData';

/** The parts of a draft, a post or an update that change the conversation. */
export interface ConversationActions {
	readonly organization?: string;
	readonly team?: string;
	readonly force_team?: boolean;
	readonly add_users?: string[];
	readonly add_assignees?: string[];
	readonly remove_assignees?: string[];
	readonly add_shared_labels?: string[];
	readonly remove_shared_labels?: string[];
	readonly add_to_inbox?: boolean;
	readonly add_to_team_inbox?: boolean;
	readonly close?: boolean;
	readonly reopen?: boolean;
	readonly color?: string;
	readonly conversation_color?: string;
	readonly subject?: string;
	readonly conversation_subject?: string;
}

/** What is wrong with the actions, given the fields that need an organization; undefined when nothing is. */
export function actionsProblem(
	actions: ConversationActions,
	account: MissiveAccount,
	needOrganization: ReadonlyArray<keyof ConversationActions>,
): string | undefined {
	const { organization, team } = actions;
	const needy = needOrganization.find((name) => name in actions);
	if (needy && organization === undefined) return `organization is required with ${needy}`;
	if (actions.add_to_team_inbox && team === undefined) {
		return 'team is required with add_to_team_inbox';
	}
	const known = (ids: readonly string[] | undefined, entries: ReadonlyArray<{ id: string }>) =>
		ids?.find((id) => !entries.some((entry) => entry.id === id));
	const users = [
		...(actions.add_users ?? []),
		...(actions.add_assignees ?? []),
		...(actions.remove_assignees ?? []),
	];
	const labels = account.sharedLabels.filter((label) => label.organization === organization);
	const stranger =
		known(organization === undefined ? [] : [organization], account.organizations) ??
		known(team === undefined ? [] : [team], account.teams) ??
		known(users, account.users) ??
		known(organization === undefined ? [] : actions.add_shared_labels, labels);
	return stranger && `there is no ${stranger}`;
}

/** Does to a conversation what the actions say. */
export function applyActions(
	conversation: MissiveConversation,
	actions: ConversationActions,
	account: MissiveAccount,
): void {
	const { team, force_team: force } = actions;
	const subject = actions.conversation_subject ?? actions.subject;
	if (subject !== undefined) conversation.subject = subject;
	const color = actions.conversation_color ?? actions.color;
	if (color !== undefined) conversation.color = color;
	if (team !== undefined && (force || !conversation.team)) {
		conversation.team = account.teams.find(({ id }) => id === team);
	}
	if (actions.organization !== undefined) {
		conversation.organization ??= account.organizations.find(
			({ id }) => id === actions.organization,
		);
	}
	const { users, sharedLabels } = account;
	conversation.users = changed(conversation.users, users, actions.add_users);
	conversation.assignees = changed(
		conversation.assignees,
		users,
		actions.add_assignees,
		actions.remove_assignees,
	);
	conversation.shared_labels = changed(
		conversation.shared_labels,
		sharedLabels.map(({ id, name }) => ({ id, name })),
		actions.add_shared_labels,
		actions.remove_shared_labels,
	);
	if (actions.close) conversation.mailboxes = ['closed'];
	if (actions.reopen || actions.add_to_inbox) conversation.mailboxes = ['inbox'];
	if (actions.add_to_team_inbox) conversation.mailboxes = ['team_inbox'];
}

function changed<T extends { readonly id: string }>(
	current: readonly T[] = [],
	all: readonly T[],
	add: readonly string[] = [],
	remove: readonly string[] = [],
): T[] {
	const added = all.filter(
		({ id }) => add.includes(id) && !current.some((entry) => entry.id === id),
	);
	return [...current, ...added].filter(({ id }) => !remove.includes(id));
}
