public import Domain

extension CivilDay {
  /// The day number as a column holds it.
  var stored: Int64 { Int64(daysSinceEpoch) }

  init(stored: Int64) {
    self.init(daysSinceEpoch: Int32(clamping: stored))
  }
}

/// A form or programme as published: its text is kept and shown unchanged.
public struct PublishedDocument: Hashable, Sendable {
  /// Id, unique with the version.
  public var id: String
  /// Version, from 1.
  public var version: Int
  /// The document.
  public var text: String
  /// What is kept of it for those who do not want to read the text again; nil where nothing is.
  public var outline: [UInt8]?

  /// Describes a published document.
  /// - Parameters:
  ///   - id: its id.
  ///   - version: its version.
  ///   - text: the document.
  ///   - outline: what is kept of it beside the text.
  public init(id: String, version: Int, text: String, outline: [UInt8]? = nil) {
    self.id = id
    self.version = version
    self.text = text
    self.outline = outline
  }
}

/// What a later report adds to a donor.
public struct DonorAdditions: Hashable, Sendable {
  /// A biomarker result of a tumour that was known without it.
  public struct Finding: Hashable, Sendable {
    /// Which of the donor's tumours, from 0.
    public var tumour: Int
    /// The result.
    public var finding: BiomarkerFinding

    /// Describes a result.
    /// - Parameters:
    ///   - tumour: which of the donor's tumours, from 0.
    ///   - finding: the result.
    public init(tumour: Int, finding: BiomarkerFinding) {
      self.tumour = tumour
      self.finding = finding
    }
  }

  /// What a report says of the stage of a tumour that was known otherwise or without it.
  public struct Restaging: Hashable, Sendable {
    /// Which of the donor's tumours, from 0.
    public var tumour: Int
    /// What the report says.
    public var staging: Staging

    /// Describes what a report says of a stage.
    /// - Parameters:
    ///   - tumour: which of the donor's tumours, from 0.
    ///   - staging: what the report says.
    public init(tumour: Int, staging: Staging) {
      self.tumour = tumour
      self.staging = staging
    }
  }

  /// Tumours that were not known.
  public var tumours: [TumourRecord]
  /// Results for tumours that were known.
  public var findings: [Finding]
  /// Tissue that was not known.
  public var tissue: [Specimen]
  /// Whether the donor is now known to have died.
  public var vitalStatus: VitalStatus
  /// The day of death, where known.
  public var diedOn: CivilDay?
  /// Whether the donor may no longer be contacted.
  public var noContact: Bool
  /// Plans that take the place of what was planned of their kinds.
  public var procedures: [PlannedProcedure]
  /// What is said of the stages of tumours that were known.
  public var stagings: [Restaging] = []
  /// Plans that are given up.
  public var struckPlans: [PlannedProcedure] = []

  /// Describes additions.
  /// - Parameters:
  ///   - tumours: tumours that were not known.
  ///   - findings: results for tumours that were known.
  ///   - tissue: tissue that was not known.
  ///   - vitalStatus: vital status reported.
  ///   - diedOn: day of death reported.
  ///   - noContact: whether the donor may no longer be contacted.
  ///   - procedures: plans that take the place of what was planned of their kinds.
  public init(
    tumours: [TumourRecord] = [], findings: [Finding] = [], tissue: [Specimen] = [],
    vitalStatus: VitalStatus = .alive, diedOn: CivilDay? = nil, noContact: Bool = false,
    procedures: [PlannedProcedure] = []
  ) {
    self.tumours = tumours
    self.findings = findings
    self.tissue = tissue
    self.vitalStatus = vitalStatus
    self.diedOn = diedOn
    self.noContact = noContact
    self.procedures = procedures
  }

  /// Whether there is nothing to add.
  public var isEmpty: Bool {
    tumours.isEmpty && findings.isEmpty && tissue.isEmpty && vitalStatus == .alive && diedOn == nil
      && !noContact && procedures.isEmpty && stagings.isEmpty && struckPlans.isEmpty
  }

  /// The first form of their event that has a place for everything.
  public var form: UInt8 {
    if !stagings.isEmpty || !struckPlans.isEmpty || tumours.contains(where: \.needsThirdForm)
      || findings.contains(where: { $0.finding.specimen != nil })
    {
      return 3
    }
    return procedures.isEmpty && !tissue.contains { $0.needsSecondForm } ? 1 : 2
  }
}

extension DonorRecord {
  /// Takes up what a later report brought.
  /// - Parameter additions: tumours, results and tissue that were not known, and vital status.
  /// - Throws: ``StoreError/corrupt(detail:)`` for a result of a tumour that is not there.
  public mutating func add(_ additions: DonorAdditions) throws(StoreError) {
    try findings.add(additions)
    if additions.vitalStatus == .dead { vitalStatus = .dead }
    diedOn = diedOn ?? additions.diedOn
    noContact = noContact || additions.noContact
  }
}

extension ClinicalFindings {
  /// Takes up what a later report brought.
  /// - Parameter additions: tumours, results and tissue that were not known.
  /// - Throws: ``StoreError/corrupt(detail:)`` for a result of a tumour that is not there.
  mutating func add(_ additions: DonorAdditions) throws(StoreError) {
    let known = tumours.count
    for addition in additions.findings {
      guard addition.tumour < known else {
        throw .corrupt(detail: "a biomarker result names a tumour that is not there")
      }
      tumours[addition.tumour].diagnosis.biomarkers.append(addition.finding)
    }
    for addition in additions.stagings {
      guard addition.tumour < known else {
        throw .corrupt(detail: "a stage names a tumour that is not there")
      }
      tumours[addition.tumour].take(addition.staging)
    }
    tumours += additions.tumours
    tissue += additions.tissue
    procedures.removeAll { additions.struckPlans.contains($0) }
    if !additions.procedures.isEmpty { procedures = procedures.replanned(additions.procedures) }
  }

  /// Reads findings as a column holds them.
  init(stored bytes: [UInt8]) throws(StoreError) {
    do { self = try ClinicalFindings(decoding: bytes) } catch {
      throw .corrupt(detail: "the findings of a donor row are damaged: \(error)")
    }
  }
}

/// The keyed tokens of a donor.
public struct DonorTokens: Hashable, Sendable {
  /// A token that several donors may share.
  public struct Composite: Hashable, Sendable {
    /// Which fields went into it.
    public var kind: UInt8
    /// The first 64 bits of the keyed hash.
    public var value: Int64

    /// Whether it is made of everything that names a person; others propose candidates only.
    public var isExact: Bool { kind < 16 }

    /// Describes a composite token.
    /// - Parameters:
    ///   - kind: which fields went into it.
    ///   - value: the first 64 bits of the keyed hash.
    public init(kind: UInt8, value: Int64) {
      self.kind = kind
      self.value = value
    }
  }

  /// A token that belongs to one donor: the first 128 bits of the keyed hash.
  public struct Strong: Hashable, Sendable {
    /// The first 64 bits.
    public var high: Int64
    /// The 64 bits after them.
    public var low: Int64

    /// Describes a strong token.
    /// - Parameters:
    ///   - high: the first 64 bits.
    ///   - low: the 64 bits after them.
    public init(high: Int64, low: Int64) {
      self.high = high
      self.low = low
    }
  }

  /// Tokens of strong identifiers.
  public var strong: [Strong]
  /// Tokens of exact composites.
  public var composite: [Composite]

  /// Describes the tokens of a donor.
  /// - Parameters:
  ///   - strong: tokens of strong identifiers.
  ///   - composite: tokens of exact composites.
  public init(strong: [Strong] = [], composite: [Composite] = []) {
    self.strong = strong
    self.composite = composite
  }
}

/// A release as it was sealed.
public struct SealedRelease: Hashable, Sendable {
  /// One donor of a release.
  public struct Item: Hashable, Sendable {
    /// The donor's code.
    public var donor: Int64
    /// The donor's pseudonym in this release alone, 1 to 2^60 - 1.
    public var pseudonym: Int64
    /// The donors of one number look alike in the release.
    public var equivalenceClass: UInt32

    /// Describes an item.
    /// - Parameters:
    ///   - donor: the donor's code.
    ///   - pseudonym: the donor's pseudonym.
    ///   - equivalenceClass: the class of donors who look alike.
    public init(donor: Int64, pseudonym: Int64, equivalenceClass: UInt32) {
      self.donor = donor
      self.pseudonym = pseudonym
      self.equivalenceClass = equivalenceClass
    }
  }

  /// Release id.
  public var id: String
  /// Who received it.
  public var recipient: String
  /// For which programme or expression.
  public var purpose: String
  /// The day for which consent was asked.
  public var validOn: CivilDay
  /// The scopes that had to be permitted.
  public var scopes: ScopeSet
  /// The manifest as JSON.
  public var document: String
  /// Where its files go, an absolute path.
  public var folder: String
  /// The donors in it, in the order of their codes.
  public var items: [Item]
  /// Their pseudonyms as the ledger keeps them; nil in the first form of the event.
  public var sealedPseudonyms: SealedPseudonyms?

  /// Describes a release.
  /// - Parameters:
  ///   - id: release id.
  ///   - recipient: who received it.
  ///   - purpose: for which programme or expression.
  ///   - validOn: the day for which consent was asked.
  ///   - scopes: the scopes that had to be permitted.
  ///   - document: the manifest as JSON.
  ///   - folder: where its files go.
  ///   - items: the donors in it.
  public init(
    id: String, recipient: String, purpose: String, validOn: CivilDay, scopes: ScopeSet,
    document: String, folder: String, items: [Item]
  ) {
    self.id = id
    self.recipient = recipient
    self.purpose = purpose
    self.validOn = validOn
    self.scopes = scopes
    self.document = document
    self.folder = folder
    self.items = items
  }
}
