public import Domain

/// What a changing command is told besides its subject.
public struct ChangeRequest: Sendable {
  /// The operation id, 32 hexadecimal digits with or without hyphens; nil for a new one.
  public var operation: String?
  /// Why the change is made; sealed with the event.
  public var reason: String?
  /// Whether to do everything and then roll it back.
  public var dryRun: Bool

  /// States how a change is to be made.
  /// - Parameters:
  ///   - operation: the operation id.
  ///   - reason: why the change is made.
  ///   - dryRun: whether to roll it back.
  public init(operation: String? = nil, reason: String? = nil, dryRun: Bool = false) {
    self.operation = operation
    self.reason = reason
    self.dryRun = dryRun
  }
}

/// The answer to a registration.
public struct Registration: Sendable {
  /// What the registry made of the person.
  public enum Status: String, Sendable {
    /// A new donor.
    case registered
    /// A donor it knew already.
    case known
    /// A new donor who may be one it knew already.
    case possibleDuplicate = "possible_duplicate"
  }

  /// A donor who may be the same person.
  public struct Candidate: Sendable {
    /// The other donor's code.
    public var donor: String
    /// Agreement, 0 to 1.
    public var score: Double
    /// The fields that agreed, never their values.
    public var agreed: [String]
  }

  /// The donor's code.
  public var donor: String
  /// What the registry made of the person.
  public var status: Status
  /// Donors who may be the same person.
  public var duplicates: [Candidate]
  /// What was odd but accepted.
  public var warnings: [FieldProblem]
  /// How the person was compared with those who are there.
  public var comparison = Comparison.exact

  /// How a person is compared with those who are there.
  public enum Comparison: String, Sendable {
    /// By graded agreement with what is sealed of the candidates.
    case graded
    /// By equal names and birth date alone: nothing is kept that could be compared otherwise, or the
    /// person was known by a number.
    case exact
  }
}

/// The answer to a bulk intake.
public struct ImportSummary: Sendable {
  /// Rows or records read.
  public var read = 0
  /// Rows taken, known donors included.
  public var accepted = 0
  /// Rows rejected.
  public var rejected = 0
  /// Rows whose donor was known already.
  public var duplicates = 0
  /// Warnings given.
  public var warnings = 0
  /// The first rejected fields, at most twenty.
  public var problems: [RowProblem] = []
  /// The first warnings, at most twenty.
  public var notices: [RowProblem] = []

  /// Nothing counted yet.
  public init() {}
}

/// A problem with its line.
public struct RowProblem: Sendable {
  /// Line of the input, counted from 1.
  public var line: Int
  /// What is wrong with which field.
  public var problem: FieldProblem
}

/// A donor as `donor show` and `donor list` print it: nothing identifying.
public struct DonorSummary: Sendable {
  /// The donor's code.
  public var donor: String
  /// When the donor was registered.
  public var registeredAt: Instant
  /// What is known of the donor.
  public var facts: DonorRecord
  /// The scopes that are permitted on the day asked for, by name.
  public var permitted: [String]
  /// Number of consent events.
  public var consentEvents: Int
  /// The releases that hold the donor.
  public var releases: [String]
  /// Codes that are merged into this one.
  public var merged: [String]
}

/// One scope's state on a day as known at an instant.
public struct ConsentStateLine: Sendable {
  /// A consent event that did not decide, and why.
  public struct Overruled: Sendable {
    /// Ledger sequence of the event.
    public var sequence: UInt64
    /// Why it did not decide.
    public var why: String
  }

  /// Name of the scope.
  public var scope: String
  /// Name of the state.
  public var state: String
  /// First day of the state.
  public var from: CivilDay?
  /// First day after it; nil where it has no end.
  public var until: CivilDay?
  /// Ledger sequences of the events that decided.
  public var because: [UInt64]
  /// The events that were overruled.
  public var overruled: [Overruled]
}

/// One consent event as `consent history` prints it.
public struct ConsentHistoryLine: Sendable {
  /// Ledger sequence.
  public var sequence: UInt64
  /// When the registry learned it.
  public var recordedAt: Instant
  /// Who recorded it.
  public var recordedBy: String
  /// Name of the kind.
  public var kind: String
  /// The form, `id@version`.
  public var form: String?
  /// Scopes permitted, by name.
  public var permitted: [String]
  /// Scopes declined, withdrawn, refused or otherwise named, by name.
  public var denied: [String]
  /// Withdrawal level, where it is one.
  public var level: String?
  /// The day of signature.
  public var signedOn: CivilDay
  /// The day from which it holds.
  public var effectiveFrom: CivilDay
  /// Who signed.
  public var signer: String
  /// Reference of the mandate.
  public var mandate: String?
  /// SHA-256 of the signed document, hexadecimal.
  public var evidence: String?
  /// The reason given.
  public var reason: String?
  /// Sequence of the void that took it out.
  public var voidedBy: UInt64?
  /// The donor code that it was recorded under, which merges leave as it was.
  public var recordedUnder: String
}

/// What a consent command recorded.
public struct ConsentOutcome: Sendable {
  /// The donor's code.
  public var donor: String
  /// Ledger sequence of the event.
  public var sequence: UInt64
  /// The kind that was recorded: a withdrawal with nothing before it is a refusal.
  public var kind: String
  /// The scopes it touches, by name.
  public var scopes: [String]
  /// Releases that hold the donor and whose purpose is no longer permitted.
  public var recalls: [String]
}

/// The answer to `cohort count`.
public struct CohortCount: Sendable {
  /// Donors who are eligible and whose consent permits it.
  public var donors: Int
  /// Their eligible tumours.
  public var tumours: Int
  /// Donors whose tumours fit, before consent is asked.
  public var donorsBeforeConsent: Int
  /// Donors who may fit: something the rules need is not known of them.
  public var needsReview: Int
  /// Donors lost to consent, by the state of the scope that lost them.
  public var lost: [Loss]

  /// Donors lost for one reason.
  public struct Loss: Sendable {
    /// The reason, for example `tissue_surplus withdrawn`.
    public var reason: String
    /// How many.
    public var donors: Int
  }
}

/// The answer to `cohort export`.
public struct ReleaseSummary: Sendable {
  /// A file of the release.
  public struct File: Sendable {
    /// Name within the release folder.
    public var name: String
    /// SHA-256, hexadecimal.
    public var sha256: String
    /// Size in bytes.
    public var bytes: Int
  }

  /// Release id.
  public var release: String
  /// Donors in the release.
  public var donors: Int
  /// Donors who were eligible and permitted but left out to protect them.
  public var suppressed: Int
  /// Equivalence classes.
  public var classes: Int
  /// The k that was reached, counted on the written file.
  public var k: Int
  /// Highest prosecutor risk.
  public var highestRisk: Double
  /// Average prosecutor risk.
  public var averageRisk: Double
  /// Loss of the generalisation.
  public var loss: Double
  /// How far each quasi-identifier was generalised.
  public var levels: [Level]
  /// The files.
  public var files: [File]
  /// Ledger size at the seal.
  public var ledgerSize: UInt64
  /// Ledger root at the seal, hexadecimal.
  public var root: String
  /// Where the files are.
  public var folder: String
  /// Those of ``suppressed`` who stayed behind because of earlier releases to the same recipient.
  public var withheld = 0

  /// How far a quasi-identifier was generalised.
  public struct Level: Sendable {
    /// Name of the column.
    public var column: String
    /// Level of its hierarchy, 0 is as recorded; the highest of all classes where each has its own.
    public var level: Int
    /// The lowest level that a class has.
    public var lowest: Int
    /// The highest level there is.
    public var highest: Int
    /// The share of detail that its cells lost, 0 to 1.
    public var loss: Double

    /// The levels of the classes, of those there are: `0-2/3`.
    public var range: String {
      (lowest == level ? "\(level)" : "\(lowest)-\(level)") + "/\(highest)"
    }
  }
}

/// A release as `release list` and `release show` print it, with what has to be recalled.
public struct ReleaseLine: Sendable {
  /// Release id.
  public var release: String
  /// When it was sealed.
  public var sealedAt: Instant
  /// Who received it.
  public var recipient: String
  /// For which programme or expression.
  public var purpose: String
  /// Donors in it.
  public var donors: Int
  /// Pseudonyms of the donors whose consent no longer permits the purpose.
  public var recall: [Recall]
  /// Under which terms it left.
  public var terms = ReleaseTermsLine(nil, on: .earliest)

  /// A donor in a release whose consent no longer permits its purpose.
  public struct Recall: Sendable {
    /// The donor's code.
    public var donor: String
    /// The donor's pseudonym in the release.
    public var pseudonym: String
    /// The scopes that are no longer permitted, each with its state.
    public var reason: String
  }
}

/// One check of `doctor`.
public struct DoctorCheck: Sendable {
  /// Name of the check.
  public var check: String
  /// Whether it passed.
  public var ok: Bool
  /// What was found.
  public var detail: String
}

/// One line of `stats`.
public struct Statistic: Sendable {
  /// Name in snake_case.
  public var name: String
  /// Its value.
  public var value: String
}
