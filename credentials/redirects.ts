/** Statuses with which a server sends its client on to another address. */
export const REDIRECTS = [301, 302, 303, 307, 308];

/** What the test of a credential says of a redirect. None is followed, for the token would go along. */
export const redirectRules = REDIRECTS.map((value) => ({
	type: 'responseCode' as const,
	properties: {
		value,
		message:
			'The server at the Base URL sends us on to another address, where the credential was not sent. Enter that address as the Base URL.',
	},
}));
