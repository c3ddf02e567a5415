public import Domain
internal import HashedIdentifiers
internal import Interchange
internal import Ledger
internal import Storage

/// A release that left without the registry, and is recorded after the fact.
public struct LateRelease: Sendable {
  /// For which programme or expression it left.
  public var selection: CohortSelection
  /// Who received it.
  public var recipient: String
  /// The day on which it left.
  public var releasedOn: CivilDay
  /// Who was in it: a table with the columns donor and pseudonym, and class where donors could be told
  /// apart.
  public var input: InputFile
  /// Reference of the agreement, and its end.
  public var conditions = ReleaseConditions()

  /// Describes a release.
  /// - Parameters:
  ///   - selection: for which programme or expression it left.
  ///   - recipient: who received it.
  ///   - releasedOn: the day on which it left.
  ///   - input: who was in it.
  public init(
    selection: CohortSelection, recipient: String, releasedOn: CivilDay, input: InputFile
  ) {
    self.selection = selection
    self.recipient = recipient
    self.releasedOn = releasedOn
    self.input = input
  }
}

extension Registry {
  /// Records a release that left without the registry: from then on it is held against later ones,
  /// and whatever takes back what it stood on opens its recalls, also where that was known before.
  /// - Parameters:
  ///   - release: the release.
  ///   - request: operation id and whether to roll back.
  /// - Returns: the release.
  /// - Throws: ``RegistryError``.
  public func recordRelease(
    _ release: LateRelease, _ request: ChangeRequest
  ) throws -> ReleaseLine {
    let day = today
    guard release.releasedOn <= day else {
      throw RegistryError(
        .usage, "the release lies in the future", at: [.init("option", "--released-on")],
        fix: "what is to leave is made with: tissuectl cohort export")
    }
    let items = try lateItems(release.input)
    return try commit(
      request,
      repeated: { [self] first, snapshot in
        guard case .releaseSealed(let sealed) = try keys.open(first, in: snapshot) else {
          return nil
        }
        return try releaseLine(sealed.id, in: snapshot)
      },
      { change in
        let question = try CohortQuestion(
          release.selection, registry: self, snapshot: change.snapshot)
        for item in items where try change.snapshot.donorRow(item.donor) == nil {
          throw RegistryError(
            .notFound, "nobody has this code", at: [.init("donor", DonorCode.text(item.donor))],
            why: "nothing was recorded", fix: "name donors of this registry alone")
        }
        let id = change.operation.description
        try change.append(
          sealing:
            SealedRelease(
              id: id, recipient: release.recipient, purpose: question.purpose,
              validOn: release.releasedOn, scopes: question.needed,
              document: "{\"release\":\"\(id)\",\"recorded_after\":true}", folder: "",
              items: items))
        try change.append(
          .releaseGoverned(
            GovernedRelease(
              release: id,
              terms: ReleaseTerms(
                agreement: release.conditions.agreement, until: release.conditions.until,
                levels: ""), sensitive: [])))
        try change.append(.releaseDelivered(release: id))
        return try releaseLine(id, in: change.snapshot)
      })
  }

  private func lateItems(_ input: InputFile) throws -> [SealedRelease.Item] {
    try Self.mapping {
      do {
        var reader = try DelimitedReader(source: input.source)
        guard let donors = reader.header.firstIndex(of: "donor"),
          let pseudonyms = reader.header.firstIndex(of: "pseudonym")
        else {
          throw FieldProblem(
            field: "header", problem: "there is no column donor, or no column pseudonym",
            fix: "name the columns donor, pseudonym and, where known, class")
        }
        let classes = reader.header.firstIndex(of: "class")
        var items: [Int64: SealedRelease.Item] = [:]
        var taken: Set<Int64> = []
        while try reader.advance() {
          let donor = try DonorCode(parsing: reader.string(donors)).value
          let pseudonym = try Pseudonym(parsing: reader.string(pseudonyms)).value
          guard let number = classes.map({ UInt32(reader.string($0)) }) ?? 0 else {
            throw FieldProblem(
              field: "class", problem: "line \(reader.line) has no number of a class",
              fix: "number the classes from 0, or leave the column out")
          }
          let item = SealedRelease.Item(
            donor: donor, pseudonym: pseudonym, equivalenceClass: number)
          guard items.updateValue(item, forKey: donor) == nil, taken.insert(pseudonym).inserted
          else {
            throw FieldProblem(
              field: "donor", problem: "line \(reader.line) repeats a donor or a pseudonym",
              fix: "name each donor once")
          }
        }
        guard !items.isEmpty else {
          throw FieldProblem(
            field: "donor", problem: "the table names nobody", fix: "name who was in the release")
        }
        return items.values.sorted { $0.donor < $1.donor }
      } catch let error as FieldProblem {
        throw error
      } catch let error as DonorCodeError {
        throw error
      } catch {
        throw Self.malformed(error, file: input.name)
      }
    }
  }
}
