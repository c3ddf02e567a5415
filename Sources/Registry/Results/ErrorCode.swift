/// The catalogue of failures: a stable code, the exit status it ends a command with, and the
/// explanation that `tissuectl explain CODE` prints.
public enum ErrorCode: String, CaseIterable, Sendable {
  /// Some rows were rejected, the others stored.
  case rowsRejected = "rows_rejected"
  /// Nothing is known by that name.
  case notFound = "not_found"
  /// A consent guard refused.
  case consentRefused = "consent_refused"
  /// A privacy rule refused.
  case privacyRefused = "privacy_refused"
  /// A release lacks the approval of a second person, or it is void.
  case approvalRefused = "approval_refused"
  /// Too much of the ledger was seen by no witness.
  case witnessRequired = "witness_required"
  /// A recipient's budget for counts is spent.
  case budgetSpent = "budget_spent"
  /// Withdrawals wait in the spool.
  case withdrawalsWaiting = "withdrawals_waiting"
  /// A merge or split of donors was refused.
  case mergeRefused = "merge_refused"
  /// A programme may not go from where it stands to where it is wanted.
  case programmeRefused = "programme_refused"
  /// An offer may not go from where it stands to where it is wanted.
  case offerRefused = "offer_refused"
  /// A recall is not where the change needs it to be.
  case recallRefused = "recall_refused"
  /// An operator cannot be enrolled or revoked so.
  case operatorRefused = "operator_refused"
  /// A registry exists already.
  case registryExists = "registry_exists"
  /// The output exists already.
  case outputExists = "output_exists"
  /// The operation id was used for something else.
  case operationConflict = "operation_conflict"
  /// Identifiers contradict each other.
  case identityConflict = "identity_conflict"
  /// The keys were changed, or are being changed.
  case keysChanged = "keys_changed"
  /// A published version differs.
  case versionConflict = "version_conflict"
  /// There is no registry.
  case registryMissing = "registry_missing"
  /// The database belongs to another program.
  case foreignDatabase = "foreign_database"
  /// The registry is locked.
  case registryBusy = "registry_busy"
  /// A withdrawal waits in the spool instead of the ledger.
  case withdrawalSpooled = "withdrawal_spooled"
  /// A withdrawal is recorded nowhere.
  case withdrawalLost = "withdrawal_lost"
  /// The key ring or an operator's key is wrong, unreadable or not private.
  case wrongKey = "wrong_key"
  /// The schema is newer or older.
  case schemaVersion = "schema_version"
  /// Stored state and ledger disagree.
  case verificationFailed = "verification_failed"
  /// The command line was not understood.
  case usage = "usage"
  /// The input is malformed as a whole.
  case inputMalformed = "input_malformed"
  /// A defect of the program.
  case internalError = "internal_error"
  /// Reading or writing failed.
  case inputOutput = "input_output"
  /// The commit may or may not have happened.
  case outcomeUnknown = "outcome_unknown"
  /// Not permitted.
  case notPermitted = "not_permitted"
  /// Interrupted.
  case interrupted = "interrupted"

  /// The exit status of a command that ends with this failure.
  public var exitStatus: Int32 {
    switch self {
    case .rowsRejected: 3
    case .notFound: 4
    case .consentRefused, .privacyRefused, .mergeRefused, .programmeRefused,
      .recallRefused, .offerRefused, .approvalRefused, .budgetSpent, .operatorRefused,
      .witnessRequired,
      .withdrawalsWaiting:
      5
    case .registryExists, .outputExists, .operationConflict, .identityConflict, .keysChanged,
      .versionConflict:
      6
    case .registryMissing, .foreignDatabase: 10
    case .registryBusy: 11
    case .withdrawalSpooled: 14
    case .wrongKey: 12
    case .schemaVersion: 13
    case .verificationFailed: 20
    case .usage: 64
    case .inputMalformed: 65
    case .internalError: 70
    case .inputOutput, .withdrawalLost: 74
    case .outcomeUnknown: 75
    case .notPermitted: 77
    case .interrupted: 130
    }
  }

  /// What the failure means and what helps, in one or two sentences.
  public var explanation: String {
    switch self {
    case .rowsRejected:
      "Some rows were not understood and were left out; all others are stored. The rejects file "
        + "repeats each rejected row with its line, field, problem and fix."
    case .notFound:
      "Nothing is known by that code or name. Codes are read leniently, names exactly."
    case .consentRefused:
      "A rule of consent forbids the event; nothing was recorded. The message names the guard that "
        + "failed."
    case .privacyRefused:
      "The release would not protect its donors as the policy demands; nothing left the registry."
    case .approvalRefused:
      "A second person has to approve the release, for exactly the donors who were selected. Any of "
        + "them saying no, and any change of who they are, voids the approval; make a new request "
        + "with `release request`."
    case .witnessRequired:
      "The policy lets a release rest only on what a witness outside of the registry has cosigned. "
        + "Have the head cosigned, take the cosignature in, and run the command again."
    case .budgetSpent:
      "Every new question of an outsider tells a little about people. The recipient has asked as many "
        + "as the policy lets; questions answered before are answered again."
    case .withdrawalsWaiting:
      "Withdrawals wait in the spool, and nothing leaves the registry before they are in its ledger. "
        + "`consent spool` takes them in, and shows what keeps those that stay."
    case .mergeRefused:
      "The two donors contradict each other, are one donor already, or are not merged. Nothing was "
        + "changed; `donor merge A B --plan` shows what stands against it."
    case .programmeRefused:
      "A rule of the life of programmes forbids the change; nothing was recorded. The message names "
        + "the state that the programme is in."
    case .offerRefused:
      "A rule of the life of offers forbids the change, or the verdict of this moment is not yes; "
        + "nothing was recorded. The message names the state that the offer is in, or every rule that "
        + "is not met."
    case .recallRefused:
      "The recall is closed, or its ground was taken back, or there is nothing to tell. Nothing was "
        + "changed; `recall list --all` shows where each stands."
    case .operatorRefused:
      "The name or key was given before, or nobody could administer the registry afterwards. "
        + "Nothing was changed; `operator list` shows who is enrolled."
    case .registryExists:
      "The folder holds a registry already, and a registry is never overwritten."
    case .outputExists: "The output exists already, and an output is never overwritten."
    case .operationConflict:
      "The operation id was used before for something else. Use a new one, or none."
    case .identityConflict:
      "The identifiers belong to more than one donor, or contradict what is known of one."
    case .keysChanged:
      "A change of the registry's keys began, ended or is under way, and the work needs them at "
        + "rest. Nothing was changed; run the command again, or finish with `keys rotate`."
    case .versionConflict:
      "That version is published already and differs; publish a higher version."
    case .registryMissing: "There is no registry in the folder. `tissuectl init DIR` makes one."
    case .foreignDatabase: "The file registry.sqlite was made by another program."
    case .registryBusy:
      "Another command held the registry for longer than the waiting time. Nothing was changed; run "
        + "the command again."
    case .withdrawalSpooled:
      "The database could not take the withdrawal, so it was kept sealed beside it, safe from power "
        + "loss. Nothing leaves the registry before it is in the ledger; the next change takes it in."
    case .withdrawalLost:
      "Neither the database nor the spool beside it could take the withdrawal: it is recorded "
        + "nowhere. Keep it on paper, export nothing, and run the command again."
    case .wrongKey:
      "keyring.json is not the key ring this registry was made with, or it or an operator's key "
        + "cannot be opened or is not kept private. With a wrong key everybody would look unknown, "
        + "so nothing is done."
    case .schemaVersion:
      "The database was written by a newer or an older version of this program. Use that version."
    case .verificationFailed:
      "What is stored does not agree with the ledger. Restore the last verified backup."
    case .usage: "The command line was not understood. `--help` shows the form of each command."
    case .inputMalformed:
      "The input as a whole could not be read; nothing was taken from it."
    case .internalError: "A defect of the program. Nothing half done is left."
    case .inputOutput: "A file or disk could not be read or written. Nothing half done is left."
    case .outcomeUnknown:
      "The disk failed while a change was committed. Run the command again with the same "
        + "--operation: it tells whether the change is there, and makes it if it is not."
    case .notPermitted:
      "The registry has operators, and the key given is none of theirs, was revoked, or has no role "
        + "that may do this; or the operating system does not permit it. Nothing was changed."
    case .interrupted: "The command was interrupted; nothing half done is left."
    }
  }
}
