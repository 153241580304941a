import type { INodeProperties } from 'n8n-workflow';

/** "Creating a Webhook via API" of the setup guide, without the organization. */
export const hookFilters: readonly INodeProperties[] = [
	{
		displayName: 'Author ID',
		name: 'author',
		type: 'string',
		default: '',
		description: 'Only events caused by this user',
	},
	{
		displayName: 'Content Contains',
		name: 'contentContains',
		type: 'string',
		default: '',
		description: 'Only messages or comments with this text',
	},
	{
		displayName: 'Content Ends With',
		name: 'contentEndsWith',
		type: 'string',
		default: '',
		description: 'Only messages or comments that end with this text',
	},
	{
		displayName: 'Content Starts With',
		name: 'contentStartsWith',
		type: 'string',
		default: '',
		description: 'Only messages or comments that start with this text',
	},
	{
		displayName: 'Is Task',
		name: 'isTask',
		type: 'boolean',
		default: true,
		description: 'Whether only comments that are tasks count, or only those that are not',
	},
	{
		displayName: 'Mentioned User ID',
		name: 'mention',
		type: 'string',
		default: '',
		description: 'Only comments that mention this user',
	},
];
