/** A sender or a way to send that no entry of the table can take, and why. */
export interface Unsupported {
	readonly name: string;
	readonly reason: string;
	/** What a user can do instead. */
	readonly instead?: string;
}

/** What cannot be done, for the page about senders. */
export const UNSUPPORTED: readonly Unsupported[] = [
	{
		name: 'Amazon SNS',
		reason:
			'It signs with a certificate that each message names (SigningCertURL): a trigger fetches nothing that a request asks it to fetch. Its subscription has to be confirmed by opening an address in the same way.',
		instead:
			'Custom with RSA and the public key of the certificate, until AWS replaces it; or n8n’s AWS SNS Trigger',
	},
	{
		name: 'Apple App Store Server Notifications, Sign in with Apple',
		reason:
			'The token brings its own chain of certificates (x5c), which would have to be checked up to Apple’s root.',
	},
	{
		name: 'Nylas with compressed delivery',
		reason: 'The signature covers the compressed bytes, and n8n hands on the body unpacked.',
		instead: 'Switch compression off at the sender',
	},
	{
		name: 'Braintree',
		reason:
			'It tries the address with a text that has to be signed with SHA-1 and sent back beside the public key, which no answer here can be.',
		instead: 'Custom, once the address is accepted: HMAC SHA-1, key SHA-1, of {field:bt_payload}',
	},
	{
		name: 'CloudEvents subscriptions (Azure Event Grid with the CloudEvents schema)',
		reason: 'They try the address with OPTIONS, which n8n answers itself before any node sees it.',
		instead: 'The Event Grid schema',
	},
	{
		name: 'Google Cloud Pub/Sub push, Google Chat, Microsoft Bot Framework and Entra tokens',
		reason: 'They are signed with keys that are fetched from the sender and change every few days.',
	},
	{
		name: 'Gumroad, Jotform, Mollie (classic), Salesforce Outbound Messages',
		reason: 'They prove nothing: no signature, no token.',
		instead: 'A long random path of the URL, and asking the sender’s API whether the event is true',
	},
	{
		name: 'Microsoft Graph with resource data (validationTokens)',
		reason: 'Its tokens are signed with keys of Entra, which would have to be fetched.',
		instead: 'Notifications without resource data, which the clientState proves',
	},
	{
		name: 'Moralis',
		reason: 'It signs with Keccak-256, which Node.js does not have.',
	},
	{
		name: 'Multipart bodies that are signed as a whole',
		reason: 'n8n takes multipart bodies apart before a node sees them.',
	},
	{
		name: 'Paddle Classic',
		reason: 'It signs fields as PHP serializes them, with RSA and SHA-1.',
		instead: 'Paddle Billing, which is in the table',
	},
	{
		name: 'Patreon',
		reason: 'It signs with HMAC-MD5, which is too weak to be believed.',
	},
	{
		name: 'PayPal',
		reason:
			'It signs with a certificate that each message names (PAYPAL-CERT-URL), and covers the body only by a CRC-32.',
		instead: 'n8n’s PayPal Trigger',
	},
	{
		name: 'Plaid',
		reason: 'The key of its token has to be asked from its API, by the id in the token.',
	},
	{
		name: 'Requests in another charset than UTF-8',
		reason: 'n8n answers them with 422 before a node sees them.',
	},
	{
		name: 'Travis CI',
		reason: 'It signs with a key that has to be fetched from its API and may change.',
	},
];
