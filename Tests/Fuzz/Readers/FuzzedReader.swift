import Config
import Domain
import HashedIdentifiers
import Interchange
import Ledger
import Registry
import RegistryCrypto
import ResearchRouting

/// Every reader of the program that takes bytes from outside.
///
/// Whatever the bytes, a reader answers or throws; it never traps, and never takes long.
public enum FuzzedReader: String, CaseIterable, Sendable {
  case csv, mapping, consentRows = "consent-rows", json, ndjson, naaccr
  case fhirIntake = "fhir-intake", fhirConsent = "fhir-consent"
  case hierarchy, eligibility, form, programme, policy
  case note, proof, noteKey = "note-key", keyRing = "key-ring", keyCopy = "key-copy"
  case exchange, header, event, spool

  static let today = CivilDay(daysSinceEpoch: 20_454)

  /// Reads bytes to their end.
  /// - Parameter bytes: any bytes.
  public func read(_ bytes: [UInt8]) {
    do { try attempt(bytes) } catch { _ = "\(error)" }
  }

  private func attempt(_ bytes: [UInt8]) throws {
    switch self {
    case .csv, .mapping, .consentRows, .json, .ndjson, .naaccr, .fhirIntake, .fhirConsent:
      try attemptIntake(bytes)
    case .hierarchy: try ForeignBytes.hierarchy(bytes)
    case .eligibility:
      let expression = try EligibilityExpression(String(decoding: bytes, as: UTF8.self))
      _ = expression.compiled()
      _ = expression.conjuncts()
    case .form: _ = try FormDocument.parse(yaml: bytes, file: "form.yaml")
    case .programme:
      let programme = try ProgrammeDocument.parse(yaml: bytes, file: "programme.yaml")
      _ = try CompiledProgramme(programme)
    case .policy: _ = try ExportPolicyDocument.parse(yaml: bytes, file: "policy.yaml")
    case .note:
      let note = try SignedNote(decoding: bytes)
      _ = try Checkpoint(note.text)
    case .proof:
      _ = try? InclusionProofFile(decoding: bytes)
      _ = try ConsistencyProofFile(decoding: bytes)
    case .noteKey:
      let line = String(decoding: bytes, as: UTF8.self)
      _ = try? NoteSigner.reading(privateKey: line)
      _ = try NoteVerifier(line)
    case .keyRing: _ = try KeyRing(decoding: bytes)
    case .keyCopy: try ForeignBytes.keyCopy(bytes)
    case .exchange: try Self.exchange(bytes)
    case .header:
      let header = try EventHeader(decoding: bytes)
      precondition(header.encoded == bytes, "a header has one encoding")
    case .event: try Self.event(bytes)
    case .spool: try ForeignBytes.spooledWithdrawal(bytes)
    }
  }

  /// What was read once is written in one form, which reads as the same.
  private static func event(_ bytes: [UInt8]) throws {
    guard let written = try ForeignBytes.eventContent(bytes) else { return }
    let again = try? ForeignBytes.eventContent(written)
    precondition(again == written, "what was written reads as something else")
  }

  /// An exchange file as far as its MAC, which nobody can guess.
  private static func exchange(_ bytes: [UInt8]) throws {
    let keys = try ExchangeKeys(secret: Secret(copying: Array(repeating: 7, count: 32)))
    _ = try ExchangeFile(decoding: bytes, keys: keys)
  }
}
