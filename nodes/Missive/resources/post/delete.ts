import type { Operation } from '../../../shared/action/operation';
import { deleteEntry } from '../entry';

export const deletePost: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete post',
	description:
		'Delete a post. In shared conversations Missive lets only admins and owners of the organization do so.',
	fields: [
		{
			displayName: 'Post ID',
			name: 'postId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. ee31f156-db95-4158-923f-b26450e0dbf7',
			description: 'The ID that Create returned, or Get Posts of a conversation',
		},
	],

	async execute(run) {
		const path = `/posts/${run.segment('postId', 'Post ID')}`;
		return await deleteEntry(run, path, 'delete the post');
	},
};
