import Bytes

/// What a reader can see, by the text's key in the files of words: there in snake case. Which places a
/// text has is up to `en.yml`.
package enum Phrase: Int, CaseIterable, Sendable {
  case plural, direction, decimal, group, groupFrom, percent, percentRange, months, monthsAlone,
    weekdays, date, dateInYear, monthOfYear, year, dateAndTime, dateRange, weekdayDate,
    weekdayHours, weekOfDate, today, yesterday, daysAgo, hoursAgo, kilobytes, megabytes,
    thousands, millions, billions, numberRange

  case reportTitle, skipToContent, searchReport, searchPeople, darkColours, menu, dataFromTo,
    dataFromToTime, dataUntil, dataUntilTime, definitions, mail, csv, downloadCsv, csvAboveRows,
    csvLarge, allCsvs, footer, whatNumbersMean, aboutYou, contact, noContact

  case overview, activity, retention, users, leaderboard, access, dormant, quality, about, search,
    dataQuality, leaderboardOf, pageNotFound, pageNotFoundSub, allUsers, allUsersByName

  case pagesOfList, rowsShown, rowsShownCut, filter, filterRows, downloadShown, nRows,
    rowsFiltered, order, byName, byLastActive, loading, loadSize, load, notInList, any, daysOrMore,
    allBut, botTrue, botFalse, archivedTrue, archivedFalse

  case searchPlaceholder, slashSearches, searchNeedsScripts, found, foundOf, foundOfAtLeast,
    nothingFound, searching, nSimilar, similarNames, showMore, reportReplaced, reload, kindBot,
    kindInactive, kindPage, dataAsOf

  case name, email, id, role, title, status, account, accounts, state, kind, created, since,
    lastLogin, lastActive, lastUse, daysIdle, day, weekOf, month, period, active, active7,
    active28, active28Days, activeDays, activeDays28, contributing, events, events28,
    eventsIn28Days, score, logins, newUsers, members, rank, moved, why, type, points, reason,
    records, firstExample, whatToDo, thisMonth, lastMonth, bot, member, memberSince, roleSince,
    nonMember, nMembers, nEvents, unknown, never, noRank, dataPeriod, noFigure

  case stateActive, stateQuiet, stateDormant, stateNew, stateNever, stateOther, stateActiveNote,
    stateQuietNote, stateDormantNote, stateNewNote, stateNeverNote, stateOtherNote,
    accountsByState, accountsByStateSub

  case roleOwner, roleAdmin, roleModerator, roleEditor, roleMember, roleViewer, roleGuest, roleBot,
    statusActive, statusDeactivated, statusInvited, statusSuspended, statusLocked

  case tileUsed, nOfTotal, tileActiveToday, tileActiveOn, tileActive7, tileActive28,
    tileContributing, tileStickiness, tileUsers,
    tileNew, tileDormant, tileNever, seriesActive, seriesActive7, seriesActive28,
    seriesContributing, seriesContributing28, seriesStickiness, seriesUsers, seriesNew,
    seriesDormant, seriesNever, seriesEvents, seriesPeople, tilesNote, usersNote, noEarlierData,
    unchanged,
    fromBefore, chartOf56Days, up, down, dailyActive, dailyActiveSub,
    dailyActiveChart, allActivity, noActivity, legend7Days, legend28Days, legendWeekday,
    legendWeekend, spanShown, weeks12, aYear, allDays, fullLeaderboard, nobodyThisWeek,
    topTenThisWeek, topTenLastWeek, eventsInLast28Days,
    needsAttention, nothingNeedsAttention, taskDormant, taskDormantNote, taskNever, taskNeverNote,
    taskAccessClosed, taskAccessClosedNote, taskAccessNever, taskAccessNeverNote, taskRejects,
    taskRejectsNote, whenPeopleWork, hoursSub, hoursChart, noEvents28, aboutCard

  case activeUsers, activeUsersSub, activeUsersChart, weeks, weeksSub, weeksSubOpen, weeksChart,
    weeksCaption, monthsOfActivity, monthsSub, monthsSubOpen, monthsChart, monthsCaption,
    nDaysSoFar, whatPeopleDo, typesSub, typesSubCut, typesCaption, noEvents, latestDays,
    latestDaysSub, latestDaysCaption

  case whoComesBack, retentionSub, retentionCaption, retentionEmpty, joinedInWeek, weekN, average,
    tooSmall

  case nUsers, includingBots, noUsers, nDormant, dormantSub, dormantCaption, dormantEmpty

  case nMemberships, accessCaption, review, neverUsed, withoutAccount, all, reviewAccess

  case thisWeek, lastWeek, thisYear, allTime, thisWeekSoFar, thisMonthSoFar, thisYearSoFar,
    byMonth, previous, next, leaderboardFootnote, nobodyInPeriod, comparedWeek, comparedMonth,
    comparedYear, comparedLastWeek, comparedLastMonth, sameRank, newRank, notRanked, leftOut,
    leftOutCut, leftOutOpted, leftOutCutOpted, leftOutCaption, whyBot, whyStatus, whySetting,
    notRankedBot, notRankedStatus, notRankedSetting

  case momentFrom, momentOfAccount, noEventOrLogin, noLogin, allTimeEvents, last53Weeks,
    calendarSub, calendarChart, calendarEmpty, eventsPerMonth, eventsPerMonthChart, joinedAccounts,
    firstOf, otherSystem, firstOfAccess,
    allDaysInCsv, latestDaysOfUser, ranks, ranksCaption

  case archived, isArchived, withAccess, includingNonMembers, ofEvents, scoreOfAllTime,
    eventsPerWeek, last53WeeksOpen, eventsPerWeekChart, leaders, leadersSub, leadersSubCut,
    leadersEmpty, leadersCaption, leadersLastMonth, leadersLastMonthSub, againstDaysBefore,
    asInDaysBefore, noneInDaysBefore, participants, participantsSub, participantsCaption,
    participantsEmpty, includesNonMembers

  case nRejected, rejectedSub, rejectedCaption, rejectedEmpty, notes, notesSub, notesCaption,
    notesEmpty, placeInFile, input, inputSub, leftOutFiles, leftOutFilesText,
    missingKey, missingKeyText, unknownIds, unknownIdsText, exportNotes, exportNotesSub,
    whatWasRead, whatWasReadSub, noFiles, nativeDump, notRead, withoutRecord, bulkExportOf,
    exportOf, activitiesOf, usersOf, systemLogOf, signInsOf, eventsOf, auditLogOf, membersOf,
    accessLogOf, conversationsOf, messagesOf,
    what, files, used, notCounted, rejected, cureSeenAgain, cureNotCounted, cureNotInDirectory,
    cureFileNotRead, cureAccountsJoined, cureEmailOfSeveral, curePeopleNamesNobody, cureNote,
    cureNoOrganization, cureInvalidJson, cureMissingField, cureWrongType,
    cureUnknownKind, cureInvalidTime, cureInvalidCount, cureDuplicate, cureDuplicateMembership,
    cureUnknownUser, cureUnknownWorkspace, cureFutureEvent

  case reasonInvalidJson, reasonMissingField, reasonWrongType, reasonUnknownKind,
    reasonInvalidTime, reasonInvalidCount, reasonDuplicateUser, reasonDuplicateWorkspace,
    reasonUnknownUser, reasonUnknownWorkspace, reasonDuplicateMembership, reasonFutureEvent,
    noteWrongType, noteInvalidTime, noteLater, noteUnknownId, noteMissing, noteAgain,
    noteSeenAgain, noteNotCounted, noteNotInDirectory, noteFileNotRead, noteAccountsJoined,
    noteEmailOfSeveral, notePeopleNamesNobody

  case markdownTable, markdownDone, markdownToDo, markdownPlain, markdownPlainCut, chartKeys,
    skipToChart

  case mailUntil, mailOpen, mailAttached, mailClosing, mailFigures, mailFiguresNote, mailUp,
    mailDown, mailUpFullDay, mailDownFullDay, mailWeekSubject, mailMonthSubject, mailWeekLeaders,
    mailMonthLeaders, mailDates, mailWeekDates, mailMonthDates, mailNobody, mailRose, mailFell,
    mailAllDormant, mailQualityNote, mailQualityLink

  case workspaces, workspace, kindWorkspace, nWorkspaces, busiestWorkspaces, allWorkspaces,
    noWorkspaces, noWorkspaceHasEvents, noWorkspaceOfUser, noMemberships, accessSub,
    accessSubCounts
}

extension Phrase {
  /// As files call it: `lastActive` is `last_active`, `events28` is `events_28`.
  package var key: String { Phrase.keys[rawValue] }

  package init?(key: String) {
    guard let phrase = Phrase.byKey[key] else { return nil }
    self = phrase
  }

  /// Those that say what workspaces are called.
  package static let nouns = allCases[workspaces.rawValue...]

  package static let keys = allCases.map { snakeCase("\($0)") }

  private static let byKey = Dictionary(uniqueKeysWithValues: zip(keys, allCases))
}
