internal import Domain
internal import Storage

extension CanonicalWriter {
  mutating func write(_ document: PublishedDocument) {
    write(document.id)
    write(UInt32(document.version))
    write(document.text)
  }

  mutating func write(_ tokens: DonorTokens) {
    writeList(tokens.strong) { writer, token in
      writer.write(token.high)
      writer.write(token.low)
    }
    writeList(tokens.composite) { writer, token in
      writer.write(token.kind)
      writer.write(token.value)
    }
  }

  mutating func write(_ release: SealedRelease) {
    write(release.id)
    write(release.recipient)
    write(release.purpose)
    write(release.validOn)
    write(release.scopes.rawValue)
    write(release.document)
    write(release.folder)
    writeList(release.items) { writer, item in
      writer.write(item.donor)
      if release.sealedPseudonyms == nil { writer.write(item.pseudonym) }
      writer.write(item.equivalenceClass)
    }
    if let sealed = release.sealedPseudonyms {
      write(sealed.study)
      write(sealed.box)
    }
  }

  mutating func write(_ counts: ImportCounts) {
    write(counts.read)
    write(counts.accepted)
    write(counts.rejected)
    write(counts.duplicates)
    write(counts.warnings)
  }

  mutating func write(_ progress: ImportProgress) {
    write(progress.read)
    write(progress.digest)
    writeList(progress.rejects) { writer, reject in
      writer.write(reject.line)
      writer.writeList(reject.problems) { writer, problem in
        writer.write(problem.field)
        writer.write(problem.problem)
        writer.write(problem.fix)
      }
    }
  }
}

extension CanonicalReader {
  mutating func readDocument() throws(CanonicalReadError) -> PublishedDocument {
    PublishedDocument(
      id: try readString(), version: Int(try read(UInt32.self)), text: try readString())
  }

  mutating func readTokens() throws(CanonicalReadError) -> DonorTokens {
    DonorTokens(
      strong: try readList { reader throws(CanonicalReadError) in
        DonorTokens.Strong(high: try reader.read(), low: try reader.read())
      },
      composite: try readList { reader throws(CanonicalReadError) in
        DonorTokens.Composite(kind: try reader.read(), value: try reader.read())
      })
  }

  mutating func readRelease(version: UInt8) throws(CanonicalReadError) -> SealedRelease {
    var release = SealedRelease(
      id: try readString(), recipient: try readString(), purpose: try readString(),
      validOn: try readDay(), scopes: ScopeSet(rawValue: try read()), document: try readString(),
      folder: try readString(),
      items: try readList { reader throws(CanonicalReadError) in
        SealedRelease.Item(
          donor: try reader.read(), pseudonym: version == 1 ? try reader.read() : 0,
          equivalenceClass: try reader.read())
      })
    if version > 1 {
      release.sealedPseudonyms = SealedPseudonyms(study: try readString(), box: try readBytes())
    }
    return release
  }

  mutating func readCounts() throws(CanonicalReadError) -> ImportCounts {
    ImportCounts(
      read: try read(), accepted: try read(), rejected: try read(), duplicates: try read(),
      warnings: try read())
  }

  mutating func readProgress() throws(CanonicalReadError) -> ImportProgress {
    ImportProgress(
      read: try read(), digest: try readBytes(),
      rejects: try readList { reader throws(CanonicalReadError) in
        ImportProgress.Reject(
          line: try reader.read(),
          problems: try reader.readList { reader throws(CanonicalReadError) in
            FieldProblem(
              field: try reader.readString(), problem: try reader.readString(),
              fix: try reader.readString())
          })
      })
  }
}
