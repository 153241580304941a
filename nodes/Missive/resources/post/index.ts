import type { Resource } from '../../../shared/action/operation';
import { createPost } from './create';
import { deletePost } from './delete';

export const post: Resource = {
	name: 'Post',
	value: 'post',
	operations: [createPost, deletePost],
};
