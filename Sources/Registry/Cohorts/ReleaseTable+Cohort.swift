internal import Anonymization
internal import Cohorts
internal import HashedIdentifiers
internal import Interchange

extension ReleaseTable {
  /// What leaves: the released members of an anonymised cohort in the order of their pseudonyms, and
  /// nothing that stayed behind.
  init(_ cohort: AnonymizedCohort, pseudonyms: [Int64]) {
    var texts: [UInt8] = []
    texts.reserveCapacity(cohort.released.count * Pseudonym.length)
    for member in cohort.released { Pseudonym(value: pseudonyms[member])?.append(to: &texts) }
    // Row by row every code would be read at another place, which misses every cache.
    let codes = Parallel.map(cohort.columns) { column in cohort.released.map { column.codes[$0] } }
    self.init(
      columns: zip(cohort.columns, codes).map { column, codes in
        ReleaseTable.Column(
          name: column.column.name, title: column.column.title, meaning: column.column.meaning,
          labels: column.labels.strings, codes: codes)
      }, rowCount: cohort.released.count, pseudonyms: texts)
  }
}
