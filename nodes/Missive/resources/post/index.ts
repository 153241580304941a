import type { Resource } from '../../../shared/action/operation';
import { createPost } from './create';

export const post: Resource = {
	name: 'Post',
	value: 'post',
	operations: [createPost],
};
