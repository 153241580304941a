import { type Answer, refuse } from '../answer';

const JSON_TYPE = /^application\/(?:[\w!#$&^.+-]+\+)?json$/;

/** Refuses what is neither `application/json` nor any `application/…+json` (RFC 6839, section 3.1). */
export function checkContentType(contentType: string): Answer | undefined {
	if (JSON_TYPE.test(contentType)) return undefined;
	return refuse(415, 'The content type has to be application/json or end in +json');
}
