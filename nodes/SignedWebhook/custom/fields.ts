import type { INodeProperties, INodePropertyOptions, NodeParameterValue } from 'n8n-workflow';

/** What the fields are shown for: the node's field that is set to Custom, and whether the node checks or signs. */
export interface CustomUse {
	readonly field: 'sender' | 'signature';
	readonly for: 'verify' | 'sign';
}

type Shown = Readonly<Record<string, NodeParameterValue[]>>;

/** The fields that describe a signature of one's own. Each shows only where it matters for what was chosen before. */
export function customSchemeFields({ field, for: use }: CustomUse): INodeProperties[] {
	const shown = (more: Shown = {}) => ({ show: { [field]: ['custom'], ...more } });
	const signed = (more: Shown = {}) => shown({ proof: ['signature'], ...more });
	// A place in the body cannot be filled in by who signs the body.
	const inBody: INodePropertyOptions[] =
		use === 'verify' ? [{ name: 'Body Field', value: 'field' }] : [];
	const places = [
		...inBody,
		{ name: 'Header', value: 'header' },
		{ name: 'Query Parameter', value: 'query' },
	];
	const placesOfTime = [
		...places,
		{
			name: 'Same Place as the Signature',
			value: 'beside',
			description: 'The first of a list, or one of the pairs',
		},
	];
	const bodyField: INodeProperties = {
		displayName: 'Signature Body Field',
		name: 'signatureField',
		type: 'string',
		required: true,
		displayOptions: shown({ signatureIn: ['field'] }),
		default: 'signature',
		description: 'Where it stands in the body, with dots between the keys',
	};
	return [
		{
			displayName: 'Proof',
			name: 'proof',
			type: 'options',
			noDataExpression: true,
			displayOptions: shown(),
			options: [
				{
					name: 'JSON Web Token',
					value: 'jwt',
					description: 'A signed token that holds a hash of the body',
				},
				{ name: 'Signature', value: 'signature', description: 'A signature of what is sent' },
				{
					name: 'Token',
					value: 'token',
					description: 'The secret itself, or a user and password. Weak: use it over HTTPS only.',
				},
			],
			default: 'signature',
			description: 'What shows who sends',
		},
		{
			displayName: 'Proof In',
			name: 'signatureIn',
			type: 'options',
			noDataExpression: true,
			displayOptions: shown(),
			options: places,
			default: 'header',
			description: 'Where it stands in the request',
		},
		{
			displayName: 'Signature Header',
			name: 'signatureHeader',
			type: 'string',
			required: true,
			displayOptions: shown({ signatureIn: ['header'] }),
			default: 'X-Signature',
			description: 'Name of the header that carries it',
		},
		{
			displayName: 'Signature Query Parameter',
			name: 'signatureParameter',
			type: 'string',
			required: true,
			displayOptions: shown({ signatureIn: ['query'] }),
			default: 'signature',
			description: 'Name of the query parameter that carries it',
		},
		...(places.some(({ value }) => value === 'field') ? [bodyField] : []),
		{
			displayName: 'Prefix',
			name: 'signaturePrefix',
			type: 'string',
			displayOptions: shown(),
			default: '',
			placeholder: 'e.g. sha256=',
			description: 'Text before the signature or token, for example sha256= or Bearer with a blank',
		},
		{
			displayName: 'Format',
			name: 'tokenFormat',
			type: 'options',
			displayOptions: shown({ proof: ['token'] }),
			options: [
				{
					name: 'Basic Authentication',
					value: 'base64',
					description:
						'The secret is user:password, sent in Base64. Set Prefix to Basic and a blank.',
				},
				{ name: 'Plain', value: 'plain', description: 'The secret as it is' },
			],
			default: 'plain',
		},
		{
			displayName: 'Algorithms',
			name: 'tokenAlgorithms',
			type: 'multiOptions',
			required: true,
			displayOptions: shown({ proof: ['jwt'] }),
			options: [
				{ name: 'ES256', value: 'ES256' },
				{ name: 'HS256', value: 'HS256' },
				{ name: 'RS256', value: 'RS256' },
			],
			default: ['HS256'],
			description:
				'Which ones are accepted. The secret is a shared one for HS256, else a key in PEM.',
		},
		{
			displayName: 'Claims',
			name: 'claims',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			displayOptions: shown({ proof: ['jwt'] }),
			default: {},
			placeholder: 'Add Claim',
			description:
				'What the token has to say. One of them has to hold a hash of the body, for example sha256 with the value {bodyHash:sha256}.',
			options: [
				{
					displayName: 'Claim',
					name: 'claim',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. iss',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. {bodyHash:sha256:base64}',
							description: 'Text, or a placeholder such as {bodyHash:sha256}',
						},
					],
				},
			],
		},
		{
			displayName: 'Algorithm',
			name: 'signatureAlgorithm',
			type: 'options',
			displayOptions: signed(),
			options: [
				{ name: 'ECDSA P-256 With SHA-256', value: 'ecdsa-sha256' },
				{ name: 'Ed25519', value: 'ed25519' },
				{ name: 'HMAC SHA-1', value: 'hmac-sha1', description: 'Old. Prefer another.' },
				{ name: 'HMAC SHA-256', value: 'hmac-sha256' },
				{ name: 'HMAC SHA-512', value: 'hmac-sha512' },
				{ name: 'RSA With SHA-1', value: 'rsa-sha1', description: 'Old. Prefer another.' },
				{ name: 'RSA With SHA-256', value: 'rsa-sha256' },
				{
					name: 'SHA-256 of a Template',
					value: 'sha256',
					description: 'A plain hash of a template that holds {secret}. Weak: prefer an HMAC.',
				},
			],
			default: 'hmac-sha256',
		},
		{
			displayName: 'Encoding',
			name: 'signatureEncoding',
			type: 'options',
			displayOptions: signed(),
			options: [
				{ name: 'Base64', value: 'base64' },
				{ name: 'Base64url', value: 'base64url' },
				{ name: 'Hex', value: 'hex' },
			],
			default: 'hex',
			description: 'How the signature is written',
		},
		{
			displayName: 'Secret Format',
			name: 'secretFormat',
			type: 'options',
			displayOptions: shown({
				proof: ['signature'],
				signatureAlgorithm: ['hmac-sha1', 'hmac-sha256', 'hmac-sha512'],
			}),
			options: [
				{ name: 'Base64', value: 'base64' },
				{ name: 'Hex', value: 'hex' },
				{ name: 'Text', value: 'text' },
				{ name: 'Whsec_ and Base64', value: 'whsec' },
			],
			default: 'text',
			description: 'How the secret is written that makes the key',
		},
		{
			displayName: 'Layout',
			name: 'signatureLayout',
			type: 'options',
			displayOptions: signed(),
			options: [
				{
					name: 'List',
					value: 'list',
					description: 'Several signatures, of which one has to be right',
				},
				{ name: 'One Signature', value: 'one' },
				{ name: 'Pairs', value: 'pairs', description: 'Names and values, such as t=…,v1=…' },
			],
			default: 'one',
			description: 'How the header or parameter is made up',
		},
		{
			displayName: 'Separator',
			name: 'separator',
			type: 'string',
			required: true,
			displayOptions: signed({ signatureLayout: ['list', 'pairs'] }),
			default: ',',
			description: 'What stands between two of them',
		},
		{
			displayName: 'Signature Key',
			name: 'signatureKey',
			type: 'string',
			required: true,
			displayOptions: signed({ signatureLayout: ['pairs'] }),
			default: 'v1',
			description: 'The name of the signature among the pairs',
		},
		{
			displayName: 'Signed Content',
			name: 'signedContent',
			type: 'options',
			displayOptions: signed(),
			options: [
				{ name: 'Body', value: 'body' },
				{ name: 'ID.Timestamp.Body', value: 'idTimestampBody' },
				{ name: 'Template', value: 'template' },
				{ name: 'Timestamp.Body', value: 'timestampBody' },
			],
			default: 'body',
			description: 'What the signature covers. A timestamp is new for each attempt.',
		},
		{
			displayName: 'Template',
			name: 'signedContentTemplate',
			type: 'string',
			required: true,
			displayOptions: signed({ signedContent: ['template'] }),
			default: '{timestamp}.{body}',
			description: 'What the signature covers, with placeholders for what is sent',
			hint: 'It has to hold the body: {body}, {form} or {bodyHash:sha256}. Others: {timestamp}, {ID}, {method}, {url}, {path}, {query}, {header:Name}, {field:a.b}, {secret}.',
		},
		{
			displayName: 'Timestamp In',
			name: 'timestampIn',
			type: 'options',
			displayOptions: signed({ signedContent: ['idTimestampBody', 'template', 'timestampBody'] }),
			options: placesOfTime,
			default: 'header',
			description: 'Where the timestamp stands',
		},
		{
			displayName: 'Timestamp Header',
			name: 'timestampHeader',
			type: 'string',
			displayOptions: signed({
				signedContent: ['idTimestampBody', 'template', 'timestampBody'],
				timestampIn: ['header'],
			}),
			default: 'webhook-timestamp',
			description: 'Name of the header that carries the timestamp',
		},
		{
			displayName: 'Timestamp Name',
			name: 'timestampName',
			type: 'string',
			displayOptions: signed({
				signedContent: ['idTimestampBody', 'template', 'timestampBody'],
				timestampIn: ['query', 'field', 'beside'],
			}),
			default: 't',
			description:
				'Name of the query parameter, path of the body field, or name among the pairs. Does not matter for a list.',
		},
		{
			displayName: 'Timestamp Unit',
			name: 'timestampUnit',
			type: 'options',
			displayOptions: signed({ signedContent: ['idTimestampBody', 'template', 'timestampBody'] }),
			options: [
				{ name: 'ISO 8601', value: 'iso' },
				{ name: 'Milliseconds', value: 'ms' },
				{ name: 'Seconds', value: 's' },
				{ name: 'Seconds With a Fraction', value: 'fraction' },
			],
			default: 's',
			description:
				'What the timestamp counts since 1970. A timestamp by ISO 8601 that is received is read in any case.',
		},
		...(use === 'verify' ? [messageIdHeader(signed)] : []),
	];
}

const messageIdHeader = (signed: (more: Shown) => INodeProperties['displayOptions']) =>
	({
		displayName: 'Message ID Header',
		name: 'messageIdHeader',
		type: 'string',
		displayOptions: signed({ signedContent: ['idTimestampBody', 'template'] }),
		default: 'webhook-id',
		description: 'Name of the header that carries the ID which {ID} stands for',
	}) satisfies INodeProperties;

const EVENT_FACTS = [
	{
		name: 'eventId',
		label: 'Event ID',
		header: 'X-Delivery',
		path: 'event.key',
		description:
			'Where the ID of an event stands, by which copies are found. Without one they are found by the ID that the signature covers, else by the body.',
	},
	{
		name: 'eventType',
		label: 'Event Type',
		header: 'X-Webhook-Event',
		path: 'event.type',
		description: 'Where the type of an event stands',
	},
] as const;

/** The fields that say what a sender of one's own sends. */
export function customEventFields(field: CustomUse['field']): INodeProperties[] {
	const shown = (more: Shown = {}) => ({ show: { [field]: ['custom'], ...more } });
	return [
		{
			displayName: 'Body',
			name: 'bodies',
			type: 'multiOptions',
			required: true,
			displayOptions: shown(),
			options: [
				{ name: 'Form', value: 'form', description: 'Application/x-www-form-urlencoded' },
				{ name: 'JSON', value: 'json' },
				{ name: 'Multipart Form', value: 'multipart', description: 'Its files are left out' },
				{ name: 'None', value: 'empty', description: 'The headers are the event' },
				{ name: 'Text', value: 'text' },
				{ name: 'XML', value: 'xml', description: 'Kept as text' },
			],
			default: ['json'],
			description: 'What the sender sends',
		},
		{
			displayName: 'JSON Field of the Form',
			name: 'formPayload',
			type: 'string',
			displayOptions: shown({ bodies: ['form', 'multipart'] }),
			default: '',
			placeholder: 'e.g. payload',
			description: 'The field whose JSON is the event. Leave empty when the fields are the event.',
		},
		{
			displayName: 'Several Events at Once',
			name: 'isBatch',
			type: 'boolean',
			displayOptions: shown(),
			default: false,
			description: 'Whether a request brings a list of events, which become an item each',
		},
		{
			displayName: 'Path of the List',
			name: 'batchPath',
			type: 'string',
			displayOptions: shown({ isBatch: [true] }),
			default: '',
			placeholder: 'e.g. events',
			description:
				'Where the list stands in the body, with dots between the keys. Leave empty when the body is the list.',
		},
		...EVENT_FACTS.flatMap(({ name, label, header, path, description }): INodeProperties[] => [
			{
				displayName: `${label} From`,
				name: `${name}From`,
				type: 'options',
				displayOptions: shown(),
				options: [
					{ name: 'Body Field', value: 'path' },
					{ name: 'Header', value: 'header' },
					{ name: 'Nothing', value: 'none' },
				],
				default: 'none',
				description,
			},
			{
				displayName: `${label} Header`,
				name: `${name}Header`,
				type: 'string',
				displayOptions: shown({ [`${name}From`]: ['header'] }),
				default: '',
				placeholder: `e.g. ${header}`,
				description: 'Name of the header',
			},
			{
				displayName: `${label} Path`,
				name: `${name}Path`,
				type: 'string',
				displayOptions: shown({ [`${name}From`]: ['path'] }),
				default: '',
				placeholder: `e.g. ${path}`,
				description: 'Where it stands in the body, with dots between the keys',
			},
		]),
	];
}
