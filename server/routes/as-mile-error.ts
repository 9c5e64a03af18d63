import type { FastifyError } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import { MileError } from '#solver/contract/errors.ts';
import { firstIssueSentence, issueDetails } from '../jobs/input-issues.ts';

/** What the framework and its plugins throw, in our terms; anything unknown is INTERNAL and says nothing of the inside. */
export function asMileError(error: unknown): MileError {
  if (error instanceof MileError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidInput(error.validation);
  const { code, statusCode } = error as Partial<FastifyError>;
  return byCode(code) ?? byStatus(statusCode) ?? internal();
}

function invalidInput(validation: readonly { instancePath: string; message?: string }[]): MileError {
  const details = issueDetails(
    validation.map(({ instancePath, message }) => ({
      path: instancePath.split('/').filter((part) => part !== ''),
      message: message ?? 'not as expected',
    })),
  );
  return new MileError('INVALID_INPUT', firstIssueSentence(details), details);
}

function byCode(code: string | undefined): MileError | undefined {
  switch (code) {
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
      return new MileError('INVALID_JSON', 'The body is not JSON in UTF-8. Send application/json.');
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new MileError(
        'BODY_TOO_LARGE',
        'The body is larger than this route takes. Send less at a time.',
      );
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_INVALID_MULTIPART_CONTENT_TYPE':
      return new MileError(
        'UNSUPPORTED_MEDIA_TYPE',
        'The Content-Type of the body is not taken here. Send application/json, or multipart/form-data to imports/read.',
      );
    case 'FST_REQ_FILE_TOO_LARGE':
      return new MileError(
        'FILE_TOO_LARGE',
        'The file is larger than 5 MB. Remove what is not needed, or split it.',
      );
    default:
      return undefined;
  }
}

function byStatus(status: number | undefined): MileError | undefined {
  if (status === 404) return new MileError('NOT_FOUND', 'There is nothing at this address.');
  if (status === 408)
    return new MileError('REQUEST_TIMEOUT', 'The request did not arrive in time. Send it again.');
  if (status === 413)
    return new MileError('BODY_TOO_LARGE', 'The request has more parts than this route takes.');
  if (status === 429)
    return new MileError('RATE_LIMITED', 'Too many requests within a minute. Wait a little and try again.');
  if (status !== undefined && status >= 400 && status < 500)
    return new MileError(
      'INVALID_INPUT',
      'The request could not be read. See /api/openapi.json for its form.',
    );
  return undefined;
}

function internal(): MileError {
  return new MileError(
    'INTERNAL',
    'Something went wrong on our side. What was saved before is safe. Try again; if it happens again, report it with the request id.',
  );
}
