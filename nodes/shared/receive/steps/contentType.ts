import { type Answer, refuse } from '../answer';

/** Names of types and subtypes as in RFC 6838, section 4.2. */
const JSON_TYPE = /^(?:application\/json|[\w!#$&^.+-]+\/[\w!#$&^.+-]+\+json)$/;

/** Refuses what is neither `application/json` nor any media type ending in `+json` (RFC 6839, section 3.1). */
export function checkContentType(contentType: string): Answer | undefined {
	if (JSON_TYPE.test(contentType)) return undefined;
	return refuse(415, 'The content type has to be application/json or end in +json');
}
