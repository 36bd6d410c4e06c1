import protobuf from 'protobufjs';

/** One message of the reliable message bus. Times are seconds; `expiration` is the time to live counted from `timestamp`. */
export interface Envelope {
  uid: string;
  tags?: string;
  timestamp: number;
  expiration: number;
  source?: Address;
  destination?: Address;
  message: 'request' | 'response' | 'error' | 'ping' | 'pong';
  request?: { command: string };
  response?: object;
  error?: { code: number; message: string };
  ping?: object;
  pong?: object;
  signature?: Uint8Array;
  schema?: string;
  federation?: string;
  payload?: 'plain' | 'cipher';
  plain?: Uint8Array;
  cipher?: Uint8Array;
  relays?: string[];
}

export interface Address {
  twin: number;
  /** Names one of several connections of a twin; absent for a node. */
  connection?: string;
}

const schema = `
syntax = "proto3";
message Address { uint32 twin = 1; optional string connection = 2; }
message Request { string command = 1; }
message Response {}
message Error { uint32 code = 1; string message = 2; }
message Ping {}
message Pong {}
message Envelope {
  string uid = 1;
  optional string tags = 2;
  uint64 timestamp = 3;
  uint64 expiration = 4;
  Address source = 5;
  Address destination = 6;
  oneof message {
    Request request = 7;
    Response response = 8;
    Error error = 12;
    Ping ping = 15;
    Pong pong = 16;
  }
  optional bytes signature = 9;
  optional string schema = 10;
  optional string federation = 11;
  oneof payload {
    bytes plain = 13;
    bytes cipher = 14;
  }
  repeated string relays = 17;
}`;

const type = protobuf.parse(schema, { keepCase: true }).root.lookupType('Envelope');

export function encodeEnvelope({ message: _message, payload: _payload, ...fields }: Envelope): Uint8Array {
  return type.encode(type.fromObject(fields)).finish();
}

/** Throws when the bytes are no envelope or the envelope holds no message. */
export function decodeEnvelope(bytes: Uint8Array): Envelope {
  const decoded = type.decode(bytes);
  const envelope = type.toObject(decoded, { longs: Number, oneofs: true }) as Envelope;
  if (envelope.message === undefined) throw new Error('envelope without message');
  return {
    ...envelope,
    uid: envelope.uid ?? '',
    timestamp: envelope.timestamp ?? 0,
    expiration: envelope.expiration ?? 0,
  };
}
