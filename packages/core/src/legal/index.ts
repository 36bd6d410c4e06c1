export {
  checkAcceptance,
  documentInForce,
  type LegalKind,
  type LegalVersion,
  legalKinds,
} from './legal-document.ts';
